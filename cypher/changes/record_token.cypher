// Gives an account a bearer token, of which the digest alone is kept.
// params: name, digest, at
MATCH (a:Account {id: $name})
CREATE (t:Token {id: $digest, at: $at})-[:TOKEN_OF]->(a)
RETURN a.id AS name
