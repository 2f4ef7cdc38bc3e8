// One change, once published.
// params: revision
MATCH (g:Graph {id: 'published'})
MATCH (c:Change {revision: $revision})
WHERE c.revision <= g.revision
RETURN c.revision AS revision, c.at AS at, c.actor AS actor, c.kind AS kind, c.reason AS reason, c.body AS body,
  c.households AS households, c.units AS units,
  COLLECT { MATCH (u:Change {undoes: $revision}) WHERE u.revision <= g.revision RETURN u.revision } AS undone
