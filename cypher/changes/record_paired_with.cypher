// The unit beside a unit in the other line: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Unit {id: row.start})
MATCH (b:Unit {id: row.end})
CREATE (a)-[r:PAIRED_WITH {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
