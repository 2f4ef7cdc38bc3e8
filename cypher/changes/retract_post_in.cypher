// A post's unit: no longer believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Post {id: row.start})-[r:POST_IN]->(b:Unit {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = row.revision
