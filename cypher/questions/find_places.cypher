// Places met by address, run-together number, id or the beginning of their name, each with the names around it.
// params: id, key, below, digits, name, on, most
// Each branch begins at its index: after a WITH or in a subquery the embedded engine reads every place for a STARTS WITH.
MATCH (p:Place {id: $id})
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'id' AS matched, p.id AS place, p.key AS key,
  COLLECT {
    MATCH path = (p)-[:LOCATED_IN*0..32]->(:Place)-[:OF_KIND]->(:Kind)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {depth: length(path), name: nodes(path)[-2].name, kind: nodes(path)[-1].id}
  } AS around
UNION ALL
MATCH (p:Place) WHERE p.key = $key
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'address' AS matched, p.id AS place, p.key AS key,
  COLLECT {
    MATCH path = (p)-[:LOCATED_IN*0..32]->(:Place)-[:OF_KIND]->(:Kind)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {depth: length(path), name: nodes(path)[-2].name, kind: nodes(path)[-1].id}
  } AS around
UNION ALL
MATCH (p:Place) WHERE p.key STARTS WITH $below
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'address' AS matched, p.id AS place, p.key AS key,
  COLLECT {
    MATCH path = (p)-[:LOCATED_IN*0..32]->(:Place)-[:OF_KIND]->(:Kind)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {depth: length(path), name: nodes(path)[-2].name, kind: nodes(path)[-1].id}
  } AS around
UNION ALL
MATCH (p:Place) WHERE p.digits STARTS WITH $digits
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'number' AS matched, p.id AS place, p.key AS key,
  COLLECT {
    MATCH path = (p)-[:LOCATED_IN*0..32]->(:Place)-[:OF_KIND]->(:Kind)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {depth: length(path), name: nodes(path)[-2].name, kind: nodes(path)[-1].id}
  } AS around
UNION ALL
MATCH (p:Place) WHERE p.name STARTS WITH $name
MATCH (g:Graph {id: 'published'})
MATCH (p)-[l:OF_KIND]->(:Kind)
WHERE l.recorded <= g.revision AND g.revision < l.retracted AND l.since <= $on AND $on < l.until
WITH g.revision AS revision, p ORDER BY p.key, p.id LIMIT $most
RETURN 'name' AS matched, p.id AS place, p.key AS key,
  COLLECT {
    MATCH path = (p)-[:LOCATED_IN*0..32]->(:Place)-[:OF_KIND]->(:Kind)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {depth: length(path), name: nodes(path)[-2].name, kind: nodes(path)[-1].id}
  } AS around
