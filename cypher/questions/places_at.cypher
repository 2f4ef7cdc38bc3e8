// Places met by id or by their whole address, each with its key.
// params: id, key, on, revision, most
// Written as the search for households is.
MATCH (p:Place {id: $id})
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'id' AS matched, revision, collect([p.id, p.key]) AS met
UNION ALL
MATCH (p:Place) WHERE p.key = $key
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'address' AS matched, revision, collect([p.id, p.key]) AS met
