// Every Post with its values without revisions.
// params:
MATCH (n:Post)
RETURN n.id AS id
