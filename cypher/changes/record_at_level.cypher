// A unit's line and tier: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Unit {id: row.start})
MATCH (b:Level {id: row.end})
CREATE (a)-[r:AT_LEVEL {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
