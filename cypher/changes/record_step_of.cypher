// A step of a matter: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Step {id: row.start})
MATCH (b:Matter {id: row.end})
CREATE (a)-[r:STEP_OF {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
