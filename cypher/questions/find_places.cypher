// Places met by address, run-together number, id or the beginning of their name, each with the names around it.
// params: id, key, digits, name, on, most
MATCH (g:Graph {id: 'published'})
WITH g.revision AS revision
WITH revision,
  COLLECT {
    MATCH (p:Place {id: $id})
    RETURN {place: p.id, matched: 'id'}
  } + COLLECT {
    MATCH (p:Place)
    WHERE $key <> '' AND p.key = $key
    RETURN {place: p.id, matched: 'address'} LIMIT $most
  } + COLLECT {
    MATCH (p:Place)
    WHERE $key <> '' AND p.key STARTS WITH $key + '-'
    RETURN {place: p.id, matched: 'address'} ORDER BY p.key LIMIT $most
  } + COLLECT {
    MATCH (p:Place)
    WHERE $digits <> '' AND p.digits STARTS WITH $digits
    RETURN {place: p.id, matched: 'number'} ORDER BY p.digits LIMIT $most
  } + COLLECT {
    MATCH (p:Place)
    WHERE $name <> '' AND p.name STARTS WITH $name
    RETURN {place: p.id, matched: 'name'} LIMIT $most
  } AS met
UNWIND met AS one
MATCH (p:Place {id: one.place})-[live:OF_KIND]->(:Kind)
WHERE live.recorded <= revision AND revision < live.retracted AND live.since <= $on AND $on < live.until
RETURN DISTINCT one.matched AS matched, p.id AS place, p.key AS key,
  COLLECT {
    MATCH path = (p)-[:LOCATED_IN*0..32]->(around:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (around)-[k:OF_KIND]->(kind:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {depth: length(path), name: around.name, kind: kind.id}
  } AS around
