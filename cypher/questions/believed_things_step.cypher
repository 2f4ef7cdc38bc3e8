// Every Step with its values without revisions.
// params:
MATCH (n:Step)
RETURN n.id AS id, n.matter AS matter, n.step AS step, n.role AS role, n.handler AS handler
