// What a paper calls things: the places around some places with their kinds and names, and the name of a matter.
// params: places, matter, on, revision
OPTIONAL MATCH (m:Matter {id: $matter})
WITH m.name AS matter, m.name_en AS matter_en
RETURN matter, matter_en,
  COLLECT {
    UNWIND $places AS id
    MATCH path = (:Place {id: id})-[:LOCATED_IN*0..32]->(around)-[k:OF_KIND]->(kind)
    WHERE all(r IN relationships(path) WHERE r.recorded <= $revision AND $revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {place: id, depth: length(path), kind: kind.id, name: around.name}
  } AS around
