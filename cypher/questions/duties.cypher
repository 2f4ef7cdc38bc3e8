// The posts of a person, post or unit on a day, with what their units serve and the households there.
// params: person, post, unit, on, revision, forever
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
WITH revision, published,
  COLLECT {
    MATCH (n:Person {id: $person})-[k:OF_KIND]->(:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted
    RETURN [k.since, k.until]
  } + COLLECT {
    MATCH (p:Post {id: $post})-[i:POST_IN]->(:Unit)-[a:AT_LEVEL]->(:Level)
    WHERE i.recorded <= revision AND revision < i.retracted AND a.recorded <= revision AND revision < a.retracted
    RETURN [CASE WHEN i.since > a.since THEN i.since ELSE a.since END, CASE WHEN i.until < a.until THEN i.until ELSE a.until END]
  } + COLLECT {
    MATCH (u:Unit {id: $unit})-[a:AT_LEVEL]->(:Level)
    WHERE a.recorded <= revision AND revision < a.retracted
    RETURN [a.since, a.until]
  } AS known,
  COLLECT {
    MATCH (:Person {id: $person})-[t:HOLDS]->(p:Post)
    WHERE t.recorded <= revision AND revision < t.retracted AND t.since <= $on AND $on < t.until
    RETURN DISTINCT p.id
  } + COLLECT {
    MATCH (p:Post {id: $post})
    RETURN p.id
  } + COLLECT {
    MATCH (:Unit {id: $unit})<-[i:POST_IN]-(p:Post)
    WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until
    RETURN p.id
  } AS ids
WITH revision, published, known, ids,
  COLLECT {
    UNWIND ids AS id
    MATCH (:Post {id: id})-[i:POST_IN]->(u:Unit)
    WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until
    RETURN DISTINCT u.id
  } AS unit_ids
RETURN revision, published, known, [] AS around,
  COLLECT {
    UNWIND unit_ids AS id
    MATCH (u:Unit {id: id})-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT {unit: u.id, place: p.id}
  } AS serves,
  COLLECT {
    MATCH (line:Line)-[k:OF_KIND]->(kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: line.id, role: kind.id}
  } AS lines,
  COLLECT {
    UNWIND unit_ids AS id
    MATCH (u:Unit {id: id})
    RETURN [u.id, u.name, u.phone,
      head([(u)-[r:PART_OF]->(above) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until | above.id]),
      head([(u)-[r:PAIRED_WITH]-(other) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until | other.id]),
      [(u)-[a:AT_LEVEL]->(level) WHERE a.recorded <= revision AND revision < a.retracted
        | [a.since.year, a.since.month, a.since.day, CASE WHEN a.until < $forever THEN a.until END, level.tier, level.name,
          head([(level)-[o:LEVEL_OF]->(line) WHERE o.recorded <= revision AND revision < o.retracted AND o.since <= $on AND $on < o.until | line.id])]],
      [(u)<-[i:POST_IN]-(p) WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until AND p.id IN ids
        | [p.id, i.title, i.rank, i.order,
          [(p)-[j:POST_IN]->() WHERE j.recorded <= revision AND revision < j.retracted
            | [j.since.year, j.since.month, j.since.day, CASE WHEN j.until < $forever THEN j.until END]],
          [(p)<-[t:HOLDS]-(n) WHERE t.recorded <= revision AND revision < t.retracted
            | [n.id, n.name, n.phone, t.since.year, t.since.month, t.since.day, CASE WHEN t.until < $forever THEN t.until END,
              t.basis, t.publish]]]]]
  } AS units,
  COLLECT {
    UNWIND unit_ids AS id
    MATCH (u:Unit {id: id})-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    MATCH path = (p)<-[:LOCATED_IN*0..32]-(dwelling:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (dwelling)<-[l:LIVES_IN]-(h:Household)
    WHERE l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
    WITH u.id AS unit, count(DISTINCT h) AS households
    RETURN {unit: unit, households: households}
  } AS counts
