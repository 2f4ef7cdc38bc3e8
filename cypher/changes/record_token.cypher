// Gives an account a bearer token, of which the digest alone is kept.
// params: name, digest, at, expires, role, read_only, note
MATCH (a:Account {id: $name})
CREATE (t:Token {id: $digest, at: $at, read_only: $read_only})-[:TOKEN_OF]->(a)
SET t.expires = $expires, t.role = $role, t.note = $note
RETURN a.id AS name
