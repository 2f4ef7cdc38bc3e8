// Where units lie on a day: the units each is part of, itself first, and what lies around each place it serves.
// params: units, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
UNWIND $units AS id
RETURN id,
  COLLECT {
    MATCH path = (:Unit {id: id})-[:PART_OF*0..32]->(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT u.id
  } AS above,
  COLLECT {
    MATCH (:Unit {id: id})-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    MATCH path = (p)-[:LOCATED_IN*0..32]->(around:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT {place: p.id, around: around.id}
  } AS places
