// Households met by run-together number, phone, name or pinyin, each with its dwelling and that one's key.
// params: digits, phone, name, letters, on, revision, most
// Written as the search by address is.
MATCH (p:Place) WHERE p.digits STARTS WITH $digits
MATCH (g:Graph {id: 'published'})
MATCH (p)<-[l:LIVES_IN]-(h:Household)
WHERE l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'number' AS matched, revision, collect([h.id, p.id, p.key]) AS met
UNION ALL
MATCH (n:Person) WHERE n.phone = $phone
MATCH (g:Graph {id: 'published'})
MATCH (n)-[m:HEADS|MEMBER_OF]->(h:Household)-[l:LIVES_IN]->(p:Place)
WHERE m.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < m.retracted AND m.since <= $on AND $on < m.until
  AND l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'phone' AS matched, revision, collect([h.id, p.id, p.key]) AS met
UNION ALL
MATCH (n:Person) WHERE n.name STARTS WITH $name
MATCH (g:Graph {id: 'published'})
MATCH (n)-[m:HEADS|MEMBER_OF]->(h:Household)-[l:LIVES_IN]->(p:Place)
WHERE m.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < m.retracted AND m.since <= $on AND $on < m.until
  AND l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'name' AS matched, revision, collect([h.id, p.id, p.key]) AS met
UNION ALL
MATCH (n:Person) WHERE n.pinyin STARTS WITH $letters
MATCH (g:Graph {id: 'published'})
MATCH (n)-[m:HEADS|MEMBER_OF]->(h:Household)-[l:LIVES_IN]->(p:Place)
WHERE m.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < m.retracted AND m.since <= $on AND $on < m.until
  AND l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'pinyin' AS matched, revision, collect([h.id, p.id, p.key]) AS met
