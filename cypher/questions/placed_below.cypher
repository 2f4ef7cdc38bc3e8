// The households whose ladders may hold one of some units on a day: places, stays and origins below, service, units above.
// params: units, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
WITH revision,
  COLLECT {
    UNWIND $units AS unit
    MATCH path = (:Unit {id: unit})<-[:PART_OF*0..32]-(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (u)-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT p.id
  } AS spots
WITH revision, spots,
  COLLECT {
    UNWIND spots AS spot
    MATCH path = (:Place {id: spot})<-[:LOCATED_IN*0..32]-(p:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT p.id
  } AS below,
  COLLECT {
    UNWIND spots AS spot
    MATCH path = (:Place {id: spot})-[:LOCATED_IN*1..32]->(p:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT p.id
  } AS over
WITH revision, below, COLLECT { UNWIND below + over AS id RETURN DISTINCT id } AS places
WITH revision, below, places,
  COLLECT {
    UNWIND places AS id
    MATCH (p:Place {id: id})<-[s:SERVES]-(u:Unit)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT [u.id, p.id]
  } AS serves
WITH revision, below, places, serves,
  COLLECT {
    UNWIND $units AS id
    MATCH (:Unit {id: id})<-[:POST_IN]-(p:Post)
    RETURN DISTINCT p.id
  } AS posts,
  COLLECT {
    UNWIND [s IN serves | s[0]] + $units AS id
    MATCH path = (:Unit {id: id})-[:PART_OF*0..32]->(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT u.id
  } AS ladder
RETURN revision, serves,
  COLLECT {
    UNWIND places AS id
    MATCH (a:Place {id: id})-[r:LOCATED_IN]->(b:Place)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS located_in,
  COLLECT {
    UNWIND below AS id
    MATCH (b:Place {id: id})<-[r:LIVES_IN]-(a:Household)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS lives_in,
  COLLECT {
    UNWIND below AS id
    MATCH (b:Place {id: id})<-[r:CAME_FROM]-(a:Household)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS came_from,
  COLLECT {
    UNWIND ladder AS id
    MATCH (a:Unit {id: id})-[r:PART_OF]->(b:Unit)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS part_of,
  COLLECT {
    UNWIND ladder AS id
    MATCH (a:Unit {id: id})-[r:PAIRED_WITH]->(b:Unit)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS paired_with,
  COLLECT {
    UNWIND ladder AS id
    MATCH (a:Unit {id: id})-[r:AT_LEVEL]->(b:Level)
    WHERE r.recorded <= revision AND revision < r.retracted
    RETURN {start: a.id, end: b.id, since: r.since, until: r.until}
  } AS at_level,
  COLLECT {
    MATCH (a:Level)-[r:LEVEL_OF]->(b:Line)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS level_of,
  COLLECT {
    MATCH (a:Line)-[r:OF_KIND]->(b:Kind)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS line_role,
  COLLECT {
    UNWIND posts AS id
    MATCH (a:Post {id: id})-[r:POST_IN]->(b:Unit)
    WHERE r.recorded <= revision AND revision < r.retracted
    RETURN {start: a.id, end: b.id, since: r.since, until: r.until, title: r.title, rank: r.rank, single: r.single, order: r.order}
  } AS post_in,
  COLLECT {
    UNWIND posts AS id
    MATCH (b:Post {id: id})<-[r:HOLDS]-(a:Person)
    WHERE r.recorded <= revision AND revision < r.retracted
    RETURN {start: a.id, end: b.id, since: r.since, until: r.until, basis: r.basis, planned_end: r.planned_end, approved_by: r.approved_by, publish: r.publish}
  } AS holds
