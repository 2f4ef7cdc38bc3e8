// Places met by address, run-together number, id or the beginning of their name.
// params: id, key, below, digits, name, on, most
// Each branch begins at its index: after a WITH or in a subquery the embedded engine reads every place for a STARTS WITH.
MATCH (p:Place {id: $id})
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'id' AS matched, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (p:Place) WHERE p.key = $key
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'address' AS matched, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (p:Place) WHERE p.key STARTS WITH $below
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'address' AS matched, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (p:Place) WHERE p.digits STARTS WITH $digits
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'number' AS matched, p.id AS place, p.key AS key, revision
UNION ALL
MATCH (p:Place) WHERE p.name STARTS WITH $name
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'name' AS matched, p.id AS place, p.key AS key, revision
