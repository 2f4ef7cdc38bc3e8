// The account a bearer token stands for, by the token's digest.
// params: digest
MATCH (t:Token {id: $digest})-[:TOKEN_OF]->(a:Account)
RETURN a.id AS name, a.role AS role, a.within AS within
