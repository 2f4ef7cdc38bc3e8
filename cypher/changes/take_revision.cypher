// Takes the next revision, and with it the lock that puts changes in a row.
// params:
MATCH (g:Graph {id: 'head'}) SET g.revision = g.revision + 1 RETURN g.revision AS revision
