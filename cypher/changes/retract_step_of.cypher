// A step of a matter: no longer believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Step {id: row.start})-[r:STEP_OF]->(b:Matter {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = row.revision
