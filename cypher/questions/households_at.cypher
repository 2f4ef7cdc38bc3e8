// Households met by id or address, each with its dwelling and that one's key.
// params: id, key, below, on, revision, most
// Each branch begins at its index: after a WITH or in a subquery the embedded engine reads every place for a STARTS WITH.
// A row for each way of being met, with all it met: a row for each would take ten times as long to bring over.
MATCH (h:Household {id: $id})
MATCH (g:Graph {id: 'published'})
MATCH (h)-[l:LIVES_IN]->(p:Place)
WHERE l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'id' AS matched, revision, collect([h.id, p.id, p.key]) AS met
UNION ALL
MATCH (p:Place) WHERE p.key = $key
MATCH (g:Graph {id: 'published'})
MATCH (p)<-[l:LIVES_IN]-(h:Household)
WHERE l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'address' AS matched, revision, collect([h.id, p.id, p.key]) AS met
UNION ALL
MATCH (p:Place) WHERE p.key STARTS WITH $below
MATCH (g:Graph {id: 'published'})
MATCH (p)<-[l:LIVES_IN]-(h:Household)
WHERE l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'address' AS matched, revision, collect([h.id, p.id, p.key]) AS met
