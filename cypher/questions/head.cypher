// The revision last committed.
// params:
MATCH (g:Graph {id: 'head'}) RETURN g.revision AS revision
