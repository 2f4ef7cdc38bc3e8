// Every Place with its values without revisions.
// params:
MATCH (n:Place)
RETURN n.id AS id, n.name AS name, n.code AS code, n.boundary AS boundary
