// The revision readers see.
// params:
MATCH (g:Graph {id: 'published'}) RETURN g.revision AS revision
