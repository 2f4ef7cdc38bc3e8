// Places, each with the names and kinds of itself and all it lies in.
// params: places, revision, on
UNWIND $places AS id
MATCH (p:Place {id: id})
RETURN p.id AS place,
  COLLECT {
    MATCH path = (p)-[:LOCATED_IN*0..32]->(:Place)-[:OF_KIND]->(:Kind)
    WHERE all(r IN relationships(path) WHERE r.recorded <= $revision AND $revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {depth: length(path), name: nodes(path)[-2].name, kind: nodes(path)[-1].id}
  } AS around
