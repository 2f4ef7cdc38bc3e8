// A household's stay in a dwelling: no longer believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Household {id: row.start})-[r:LIVES_IN]->(b:Place {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = row.revision
