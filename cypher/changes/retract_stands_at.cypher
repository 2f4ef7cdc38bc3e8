// The place a carve-out stands at: no longer believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Carveout {id: row.start})-[r:STANDS_AT]->(b:Place {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = row.revision
