// A household's place of origin: no longer believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Household {id: row.start})-[r:CAME_FROM]->(b:Place {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = row.revision
