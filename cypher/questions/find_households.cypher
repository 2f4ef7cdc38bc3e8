// Households met by address, run-together number, id, name, pinyin, initials or phone, each with its dwelling.
// params: id, key, below, digits, name, letters, phone, on, most
// Each branch begins at its index: after a WITH or in a subquery the embedded engine reads every place for a STARTS WITH.
MATCH (h:Household {id: $id})
MATCH (g:Graph {id: 'published'})
MATCH (h)-[l:LIVES_IN]->(p:Place)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'id' AS matched, h.id AS household, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (p:Place) WHERE p.key = $key
MATCH (g:Graph {id: 'published'})
MATCH (p)<-[l:LIVES_IN]-(h:Household)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'address' AS matched, h.id AS household, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (p:Place) WHERE p.key STARTS WITH $below
MATCH (g:Graph {id: 'published'})
MATCH (p)<-[l:LIVES_IN]-(h:Household)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'address' AS matched, h.id AS household, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (p:Place) WHERE p.digits STARTS WITH $digits
MATCH (g:Graph {id: 'published'})
MATCH (p)<-[l:LIVES_IN]-(h:Household)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'number' AS matched, h.id AS household, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (n:Person) WHERE n.phone = $phone
MATCH (g:Graph {id: 'published'})
MATCH (n)-[m:HEADS|MEMBER_OF]->(h:Household)-[l:LIVES_IN]->(p:Place)
WHERE m.recorded <= g.revision AND g.revision < m.retracted AND m.since <= $on AND $on < m.until
  AND l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'phone' AS matched, h.id AS household, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (n:Person) WHERE n.name STARTS WITH $name
MATCH (g:Graph {id: 'published'})
MATCH (n)-[m:HEADS|MEMBER_OF]->(h:Household)-[l:LIVES_IN]->(p:Place)
WHERE m.recorded <= g.revision AND g.revision < m.retracted AND m.since <= $on AND $on < m.until
  AND l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'name' AS matched, h.id AS household, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (n:Person) WHERE n.pinyin STARTS WITH $letters
MATCH (g:Graph {id: 'published'})
MATCH (n)-[m:HEADS|MEMBER_OF]->(h:Household)-[l:LIVES_IN]->(p:Place)
WHERE m.recorded <= g.revision AND g.revision < m.retracted AND m.since <= $on AND $on < m.until
  AND l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'pinyin' AS matched, h.id AS household, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (n:Person) WHERE n.initials STARTS WITH $letters
MATCH (g:Graph {id: 'published'})
MATCH (n)-[m:HEADS|MEMBER_OF]->(h:Household)-[l:LIVES_IN]->(p:Place)
WHERE m.recorded <= g.revision AND g.revision < m.retracted AND m.since <= $on AND $on < m.until
  AND l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, h, p ORDER BY p.key, h.id LIMIT $most
RETURN 'initials' AS matched, h.id AS household, p.id AS place, p.key AS key, revision
