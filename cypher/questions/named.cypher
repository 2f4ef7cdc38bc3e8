// What people, posts, units and households are called: each post with its unit, each household, a person's own too, with the places around its dwelling.
// params: people, posts, units, households, on, revision
WITH COLLECT {
    UNWIND $people AS id
    MATCH (n:Person {id: id})-[m:MEMBER_OF|HEADS]->(h:Household)
    WHERE m.recorded <= $revision AND $revision < m.retracted AND m.since <= $on AND $on < m.until
    RETURN DISTINCT {person: n.id, household: h.id}
  } AS lives
RETURN lives,
  COLLECT {
    UNWIND $people AS id
    MATCH (n:Person {id: id})
    RETURN {id: n.id, name: n.name}
  } AS people,
  COLLECT {
    UNWIND $posts AS id
    MATCH (p:Post {id: id})-[i:POST_IN]->(u:Unit)
    WHERE i.recorded <= $revision AND $revision < i.retracted
    RETURN {id: p.id, title: i.title, unit: u.name, since: i.since}
  } AS posts,
  COLLECT {
    UNWIND $units AS id
    MATCH (u:Unit {id: id})
    RETURN {id: u.id, name: u.name}
  } AS units,
  COLLECT {
    UNWIND $households + [l IN lives | l.household] AS id
    MATCH (h:Household {id: id})-[l:LIVES_IN]->(p:Place)
    WHERE l.recorded <= $revision AND $revision < l.retracted AND l.since <= $on AND $on < l.until
    MATCH path = (p)-[:LOCATED_IN*0..32]->(around:Place)-[:OF_KIND]->(kind:Kind)
    WHERE all(r IN relationships(path) WHERE r.recorded <= $revision AND $revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {household: h.id, depth: length(path), place: around.id, name: around.name, kind: kind.id}
  } AS homes
