// Every place within a place on a day, with the place around it and the households living in it.
// params: place, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
RETURN revision, published,
  EXISTS { MATCH (:Place {id: $place})-[r:OF_KIND]->(:Kind) WHERE r.recorded <= revision AND revision < r.retracted } AS known,
  COLLECT {
    MATCH path = (:Place {id: $place})<-[:LOCATED_IN*0..32]-(p:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (p)-[k:OF_KIND]->(kind:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: p.id, name: p.name, kind: kind.id,
      within: [(p)-[w:LOCATED_IN]->(above) WHERE w.recorded <= revision AND revision < w.retracted AND w.since <= $on AND $on < w.until | above.id],
      households: [(p)<-[l:LIVES_IN]-(h) WHERE l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until | 1]}
  } AS places
