// Who may be thought of for a post on a day: those living where it serves, and former cadres of the villages those came from.
// params: post, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
WITH revision, published,
  COLLECT {
    MATCH (:Post {id: $post})-[i:POST_IN]->(u:Unit)
    WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until
      AND EXISTS { MATCH (u)-[a:AT_LEVEL]->() WHERE a.recorded <= revision AND revision < a.retracted AND a.since <= $on AND $on < a.until }
    RETURN u.id
  } AS units
WITH revision, published, units,
  COLLECT {
    UNWIND units AS unit
    MATCH path = (:Unit {id: unit})<-[:PART_OF*0..32]-(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (u)-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT p.id
  } AS spots
WITH revision, published, units,
  COLLECT {
    UNWIND spots AS spot
    MATCH path = (:Place {id: spot})<-[:LOCATED_IN*0..32]-(p:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT p.id
  } AS places
WITH revision, published, units,
  COLLECT {
    UNWIND places AS place
    MATCH (:Place {id: place})<-[l:LIVES_IN]-(h:Household)
    WHERE l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
    RETURN DISTINCT h.id
  } AS households
WITH revision, published, units, households,
  COLLECT {
    UNWIND households AS id
    MATCH (:Household {id: id})-[c:CAME_FROM]->(v:Place)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN DISTINCT v.id
  } AS villages
RETURN published, units, size(households) AS households, villages,
  COLLECT { MATCH (:Post {id: $post})-[i:POST_IN]->(:Unit) WHERE i.recorded <= revision AND revision < i.retracted RETURN i.since } AS known,
  COLLECT {
    UNWIND households AS id
    MATCH (:Household {id: id})<-[m:HEADS|MEMBER_OF]-(n:Person)
    WHERE m.recorded <= revision AND revision < m.retracted AND m.since <= $on AND $on < m.until
    RETURN DISTINCT n.id
  } AS living,
  COLLECT {
    UNWIND villages AS id
    MATCH (:Place {id: id})<-[f:FORMER_CADRE_OF]-(n:Person)
    WHERE f.recorded <= revision AND revision < f.retracted AND f.since <= $on AND $on < f.until
    RETURN DISTINCT n.id
  } AS cadres
