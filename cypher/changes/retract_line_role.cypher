// A line's role: no longer believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Line {id: row.start})-[r:OF_KIND]->(b:Kind {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = row.revision
