// All accounts, each with its tokens, of which the digest's beginning alone is told.
// params:
MATCH (a:Account)
RETURN a.id AS name, a.role AS role, a.within AS within, a.at AS at, a.removed AS removed, a.password IS NOT NULL AS password,
  [(a)<-[:TOKEN_OF]-(t) | {token: substring(t.id, 0, 12), at: t.at, expires: t.expires, role: t.role,
    read_only: t.read_only, note: t.note, used: t.used, revoked: t.revoked}] AS tokens
ORDER BY name
