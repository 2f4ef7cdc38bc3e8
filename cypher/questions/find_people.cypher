// People there on a day, met by id, phone, or the beginning of their name, pinyin or initials.
// params: id, phone, name, letters, on, most
// Each branch begins at its index, as in the search for households.
MATCH (n:Person {id: $id})
MATCH (g:Graph {id: 'published'})
MATCH (n)-[k:OF_KIND]->(:Kind)
WHERE k.recorded <= g.revision AND g.revision < k.retracted AND k.since <= $on AND $on < k.until
WITH g.revision AS revision, n ORDER BY n.id LIMIT $most
RETURN 'id' AS matched, n.id AS person, n.name AS name, revision
UNION ALL
MATCH (n:Person) WHERE n.phone = $phone
MATCH (g:Graph {id: 'published'})
MATCH (n)-[k:OF_KIND]->(:Kind)
WHERE k.recorded <= g.revision AND g.revision < k.retracted AND k.since <= $on AND $on < k.until
WITH g.revision AS revision, n ORDER BY n.id LIMIT $most
RETURN 'phone' AS matched, n.id AS person, n.name AS name, revision
UNION ALL
MATCH (n:Person) WHERE n.name STARTS WITH $name
MATCH (g:Graph {id: 'published'})
MATCH (n)-[k:OF_KIND]->(:Kind)
WHERE k.recorded <= g.revision AND g.revision < k.retracted AND k.since <= $on AND $on < k.until
WITH g.revision AS revision, n ORDER BY n.id LIMIT $most
RETURN 'name' AS matched, n.id AS person, n.name AS name, revision
UNION ALL
MATCH (n:Person) WHERE n.pinyin STARTS WITH $letters
MATCH (g:Graph {id: 'published'})
MATCH (n)-[k:OF_KIND]->(:Kind)
WHERE k.recorded <= g.revision AND g.revision < k.retracted AND k.since <= $on AND $on < k.until
WITH g.revision AS revision, n ORDER BY n.id LIMIT $most
RETURN 'pinyin' AS matched, n.id AS person, n.name AS name, revision
UNION ALL
MATCH (n:Person) WHERE n.initials STARTS WITH $letters
MATCH (g:Graph {id: 'published'})
MATCH (n)-[k:OF_KIND]->(:Kind)
WHERE k.recorded <= g.revision AND g.revision < k.retracted AND k.since <= $on AND $on < k.until
WITH g.revision AS revision, n ORDER BY n.id LIMIT $most
RETURN 'initials' AS matched, n.id AS person, n.name AS name, revision
