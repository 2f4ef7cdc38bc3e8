// A matter's category, kind and home: no longer believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Matter {id: row.start})-[r:IN_CATEGORY]->(b:Matter {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = row.revision
