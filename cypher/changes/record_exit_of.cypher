// A way out of a matter: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Exit {id: row.start})
MATCH (b:Matter {id: row.end})
CREATE (a)-[r:EXIT_OF {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
