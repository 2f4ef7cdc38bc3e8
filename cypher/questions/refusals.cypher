// The refusals after one, oldest first.
// params: after, most
MATCH (r:Refusal)
WHERE r.id > $after
RETURN r.id AS refusal, r.at AS at, r.last AS last, r.count AS count, r.actor AS actor, r.what AS what, r.target AS target, r.code AS code
ORDER BY refusal
LIMIT $most
