// The village a person was a cadre of: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.start})
MATCH (b:Place {id: row.end})
CREATE (a)-[r:FORMER_CADRE_OF {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
