// What began or ended of a unit, a place, a household's home, a person or everything that a picture of it shows, on any day.
// params: unit, place, household, person, every, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
WITH revision, published,
  COLLECT {
    MATCH path = (:Unit {id: $unit})<-[:PART_OF*0..32]-(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted)
    RETURN DISTINCT u.id
  } AS whole,
  COLLECT {
    MATCH (:Household {id: $household})-[l:LIVES_IN]->(p:Place)
    WHERE l.recorded <= revision AND revision < l.retracted
    RETURN DISTINCT p.id
  } + [$place] AS homes,
  COLLECT {
    UNWIND CASE WHEN $every THEN [1] ELSE [] END AS one
    MATCH (u:Unit)-[a:AT_LEVEL]->(:Level)
    WHERE a.recorded <= revision AND revision < a.retracted
    RETURN DISTINCT u.id
  } AS every
WITH revision, published, whole, homes, every,
  COLLECT {
    UNWIND whole AS id
    MATCH (:Unit {id: id})-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted
    RETURN DISTINCT p.id
  } AS spots
WITH revision, published, whole, homes, every,
  COLLECT {
    UNWIND spots + homes AS id
    MATCH path = (:Place {id: id})<-[:LOCATED_IN*0..32]-(p:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted)
    MATCH (p)<-[s:SERVES]-(u:Unit)
    WHERE s.recorded <= revision AND revision < s.retracted
    RETURN DISTINCT u.id
  } AS inside,
  COLLECT {
    UNWIND homes AS id
    MATCH path = (:Place {id: id})-[:LOCATED_IN*0..32]->(p:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted)
    MATCH (p)<-[s:SERVES]-(u:Unit)
    WHERE s.recorded <= revision AND revision < s.retracted
    RETURN DISTINCT u.id
  } AS around
WITH revision, published,
  COLLECT {
    UNWIND whole + every + inside + around AS id
    MATCH path = (:Unit {id: id})-[:PART_OF*0..32]->(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted)
    RETURN DISTINCT u.id
  } AS ids
RETURN revision, published,
  COLLECT {
    UNWIND ids AS id
    MATCH (:Unit {id: id})-[r:AT_LEVEL|PART_OF|SERVES|PAIRED_WITH]-()
    WHERE r.recorded <= revision AND revision < r.retracted
    RETURN DISTINCT {since: r.since, until: r.until}
  } AS units,
  COLLECT {
    UNWIND ids AS id
    MATCH (:Unit {id: id})<-[i:POST_IN]-(p:Post)
    WHERE i.recorded <= revision AND revision < i.retracted AND i.rank IN ['head', 'deputy']
    RETURN DISTINCT {post: p.id, rank: i.rank, since: i.since, until: i.until,
      tenures: [(p)<-[t:HOLDS]-() WHERE t.recorded <= revision AND revision < t.retracted | [t.since, t.until]]}
  } AS posts,
  COLLECT {
    MATCH (:Person {id: $person})-[t:HOLDS]->(:Post)
    WHERE t.recorded <= revision AND revision < t.retracted
    RETURN DISTINCT {since: t.since, until: t.until}
  } AS held
