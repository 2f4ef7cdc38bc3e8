// The village a person was a cadre of: no longer believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.start})-[r:FORMER_CADRE_OF]->(b:Place {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = row.revision
