// Every Person with its values without revisions.
// params:
MATCH (n:Person)
RETURN n.id AS id, n.name AS name, n.phone AS phone, n.birth_year AS birth_year
