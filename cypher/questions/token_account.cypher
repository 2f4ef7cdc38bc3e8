// The account a bearer token stands for, by the token's digest, and with it the revision readers are given.
// params: digest
MATCH (t:Token {id: $digest})-[:TOKEN_OF]->(a:Account)
MATCH (g:Graph {id: 'published'})
RETURN a.id AS name, a.role AS role, a.within AS within, a.removed AS removed, t.id AS digest, t.role AS token_role,
  t.read_only AS read_only, t.expires AS expires, t.revoked AS revoked, t.used AS used, g.revision AS published
