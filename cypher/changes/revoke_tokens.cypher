// Revokes those live tokens of an account whose digest begins so.
// params: name, begins, at
MATCH (a:Account {id: $name})<-[:TOKEN_OF]-(t:Token)
WHERE t.id STARTS WITH $begins AND t.revoked IS NULL
SET t.revoked = $at
RETURN t.id AS digest
