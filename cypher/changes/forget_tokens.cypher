// Forgets the tokens of an account that ended before an instant.
// params: name, before
MATCH (a:Account {id: $name})<-[:TOKEN_OF]-(t:Token)
WHERE t.expires < $before
DETACH DELETE t
