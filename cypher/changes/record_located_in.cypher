// The place a place lies in: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Place {id: row.start})
MATCH (b:Place {id: row.end})
CREATE (a)-[r:LOCATED_IN {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
