// The matter a carve-out is made from: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Carveout {id: row.start})
MATCH (b:Matter {id: row.end})
CREATE (a)-[r:CARVED_FROM {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
