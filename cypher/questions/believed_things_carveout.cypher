// Every Carveout with its values without revisions.
// params:
MATCH (n:Carveout)
RETURN n.id AS id, n.matter AS matter, n.place AS place, n.step AS step, n.role AS role, n.handler AS handler
