// What a notice board tells of places beside who answers there, and the supervision phones of units.
// params: places, units, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
RETURN revision, published,
  COLLECT {
    UNWIND $places AS id
    MATCH (p:Place {id: id})-[k:OF_KIND]->(kind:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: p.id, name: p.name, kind: kind.id, boundary: p.boundary,
      around: [(p)-[w:LOCATED_IN]->(above) WHERE w.recorded <= revision AND revision < w.retracted AND w.since <= $on AND $on < w.until | above.name],
      inside: [(p)<-[w:LOCATED_IN]-(part) WHERE w.recorded <= revision AND revision < w.retracted AND w.since <= $on AND $on < w.until | part.id]}
  } AS places,
  COLLECT {
    UNWIND $places AS id
    MATCH path = (p:Place {id: id})<-[:LOCATED_IN*0..32]-(dwelling:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (dwelling)<-[l:LIVES_IN]-(h:Household)
    WHERE l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
    WITH p.id AS place, count(DISTINCT h) AS households
    RETURN {place: place, households: households}
  } AS counts,
  COLLECT {
    UNWIND $units AS id
    MATCH (u:Unit {id: id})
    RETURN {id: u.id, supervision: u.supervision, serves: [(u)-[s:SERVES]->(p) WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until | p.id]}
  } AS units
