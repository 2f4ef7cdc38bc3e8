// The place a carve-out stands at: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Carveout {id: row.start})
MATCH (b:Place {id: row.end})
CREATE (a)-[r:STANDS_AT {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
