// Every Unit with its values without revisions.
// params:
MATCH (n:Unit)
RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.phone AS phone, n.supervision AS supervision
