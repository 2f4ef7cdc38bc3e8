// The names of people, matters, units and places by their ids, each place with the names around it.
// params: people, matters, units, places, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
RETURN revision, published,
  COLLECT {
    UNWIND $people AS id
    MATCH (n:Person {id: id})
    RETURN {id: n.id, name: n.name, phone: n.phone}
  } AS people,
  COLLECT {
    UNWIND $matters AS id
    MATCH (m:Matter {id: id})
    RETURN {id: m.id, name: m.name, name_en: m.name_en}
  } AS matters,
  COLLECT {
    UNWIND $units AS id
    MATCH (u:Unit {id: id})-[a:AT_LEVEL]->(level:Level)-[o:LEVEL_OF]->(line:Line)-[k:OF_KIND]->(kind:Kind)
    WHERE a.recorded <= revision AND revision < a.retracted AND a.since <= $on AND $on < a.until
      AND o.recorded <= revision AND revision < o.retracted AND o.since <= $on AND $on < o.until
      AND k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: u.id, name: u.name, tier: level.tier, level: level.name, line: line.name, role: kind.id}
  } AS units,
  COLLECT {
    UNWIND $places AS id
    MATCH path = (p:Place {id: id})-[:LOCATED_IN*0..32]->(around:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (around)-[k:OF_KIND]->(kind:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: p.id, depth: length(path), name: around.name, kind: kind.id}
  } AS places
