// Every Exit with its values without revisions.
// params:
MATCH (n:Exit)
RETURN n.id AS id, n.matter AS matter, n.when AS `when`, n.body AS body
