// Places met by run-together number or the beginning of their name, each with its key.
// params: digits, name, on, revision, most
// Written as the search for households is.
MATCH (p:Place) WHERE p.digits STARTS WITH $digits
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'number' AS matched, revision, collect([p.id, p.key]) AS met
UNION ALL
MATCH (p:Place) WHERE p.name STARTS WITH $name
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'name' AS matched, revision, collect([p.id, p.key]) AS met
