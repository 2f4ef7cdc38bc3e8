// Revokes an account's live tokens that have one of these notes, all but one.
// params: name, notes, but, at
MATCH (a:Account {id: $name})<-[:TOKEN_OF]-(t:Token)
WHERE t.note IN $notes AND t.id <> $but AND t.revoked IS NULL
SET t.revoked = $at
RETURN t.id AS digest
