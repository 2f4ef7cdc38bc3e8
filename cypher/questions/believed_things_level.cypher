// Every Level with its values without revisions.
// params:
MATCH (n:Level)
RETURN n.id AS id, n.line AS line, n.tier AS tier, n.name AS name, n.name_en AS name_en, n.head_title AS head_title
