// A unit's line and tier: no longer believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Unit {id: row.start})-[r:AT_LEVEL]->(b:Level {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = row.revision
