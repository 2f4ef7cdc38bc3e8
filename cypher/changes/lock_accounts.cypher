// Takes the lock that puts changes of accounts in a row, so that two never remove the last two owners at once.
// params:
MERGE (g:Graph {id: 'accounts'})
SET g.revision = coalesce(g.revision, 0) + 1
RETURN g.revision AS revision
