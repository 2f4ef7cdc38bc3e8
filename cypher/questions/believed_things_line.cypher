// Every Line with its values without revisions.
// params:
MATCH (n:Line)
RETURN n.id AS id, n.name AS name, n.name_en AS name_en
