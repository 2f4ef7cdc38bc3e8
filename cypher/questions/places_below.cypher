// Places within the address sought, each with its key.
// params: below, on, revision, most
// Written as the search for households is.
MATCH (p:Place) WHERE p.key STARTS WITH $below
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'address' AS matched, revision, collect([p.id, p.key]) AS met
