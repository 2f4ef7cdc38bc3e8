// The revision readers are given now.
// params:
MATCH (g:Graph {id: 'published'}) RETURN g.revision AS revision
