// How many households each of some posts answers for on a day: those living where its unit itself serves.
// params: posts, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
UNWIND $posts AS post
MATCH (:Post {id: post})-[i:POST_IN]->(u:Unit)
WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until
  AND EXISTS { MATCH (u)-[a:AT_LEVEL]->() WHERE a.recorded <= revision AND revision < a.retracted AND a.since <= $on AND $on < a.until }
RETURN post, u.id AS unit, size(COLLECT {
  MATCH (u)-[s:SERVES]->(p:Place)
  WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
  MATCH path = (p)<-[:LOCATED_IN*0..32]-(dwelling:Place)
  WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
  MATCH (dwelling)<-[l:LIVES_IN]-(h:Household)
  WHERE l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
  RETURN DISTINCT h.id
}) AS households
