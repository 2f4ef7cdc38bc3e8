// What stands on a hand-over sheet beside the change itself: names, the posts' units, what those serve and who lives there that day.
// params: posts, people, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
WITH revision,
  COLLECT {
    UNWIND $posts AS post
    MATCH (p:Post {id: post})-[i:POST_IN]->(u:Unit)
    WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until
    RETURN {post: p.id, title: i.title, unit: u.id, name: u.name}
  } AS posts
RETURN posts,
  COLLECT { UNWIND $people AS id MATCH (n:Person {id: id}) RETURN {person: n.id, name: n.name} } AS people,
  COLLECT {
    UNWIND [p IN posts | p.unit] AS id
    MATCH (u:Unit {id: id})-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT {unit: u.id, place: p.id, name: p.name}
  } AS places,
  COLLECT {
    UNWIND [p IN posts | p.unit] AS id
    MATCH (u:Unit {id: id})-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    MATCH path = (p)<-[:LOCATED_IN*0..32]-(dwelling:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (dwelling)<-[l:LIVES_IN]-(h:Household)
    WHERE l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
    RETURN DISTINCT {unit: u.id, household: h.id, dwelling: dwelling.name}
  } AS households
