// Every Household with its values without revisions.
// params:
MATCH (n:Household)
RETURN n.id AS id
