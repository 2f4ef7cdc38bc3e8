// Every Matter with its values without revisions.
// params:
MATCH (n:Matter)
RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.source AS source
