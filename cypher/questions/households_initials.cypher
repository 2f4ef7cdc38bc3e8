// Households met by the initials of someone who lives there, each with its dwelling and that one's key.
// params: letters, on, revision, most
// Written as the search by address is, and read last.
MATCH (n:Person) WHERE n.initials STARTS WITH $letters
MATCH (g:Graph {id: 'published'})
MATCH (n)-[m:HEADS|MEMBER_OF]->(h:Household)-[l:LIVES_IN]->(p:Place)
WHERE m.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < m.retracted AND m.since <= $on AND $on < m.until
  AND l.recorded <= coalesce($revision, g.revision) AND coalesce($revision, g.revision) < l.retracted AND l.since <= $on AND $on < l.until
WITH DISTINCT coalesce($revision, g.revision) AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'initials' AS matched, revision, collect([h.id, p.id, p.key]) AS met
