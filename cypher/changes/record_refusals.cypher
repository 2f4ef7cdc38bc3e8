// Refusals, beside the facts; one that came again adds to the count of the first.
// params: rows
UNWIND $rows AS row
MERGE (r:Refusal {id: row.id})
ON CREATE SET r.at = row.at, r.actor = row.actor, r.what = row.what, r.target = row.target, r.code = row.code
SET r.count = coalesce(r.count, 0) + row.count, r.last = row.last
RETURN count(r) AS refusals
