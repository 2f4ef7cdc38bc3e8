// Every Body with its values without revisions.
// params:
MATCH (n:Body)
RETURN n.id AS id, n.name AS name, n.phone AS phone
