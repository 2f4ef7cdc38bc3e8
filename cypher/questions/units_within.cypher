// The units, posts and tenures of a day, of everything or of what lies within one unit or one place.
// params: unit, place, on, revision, forever
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
WITH revision, published,
  COLLECT {
    MATCH (u:Unit)-[a:AT_LEVEL]->(:Level)
    WHERE $unit = '' AND $place = '' AND a.recorded <= revision AND revision < a.retracted AND a.since <= $on AND $on < a.until
    RETURN DISTINCT u.id
  } + COLLECT {
    MATCH path = (:Unit {id: $unit})<-[:PART_OF*0..32]-(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT u.id
  } AS whole,
  COLLECT {
    MATCH path = (:Place {id: $place})<-[:LOCATED_IN*0..32]-(p:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (p)<-[s:SERVES]-(u:Unit)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT {unit: u.id, place: p.id}
  } AS inside
WITH revision, published, whole, inside,
  COLLECT { UNWIND whole + [i IN inside | i.unit] AS id RETURN DISTINCT id } AS ids
RETURN revision, published, whole, inside,
  EXISTS { MATCH (:Unit {id: $unit})-[r:AT_LEVEL]->(:Level) WHERE r.recorded <= revision AND revision < r.retracted } AS unit_known,
  EXISTS { MATCH (:Place {id: $place})-[r:OF_KIND]->(:Kind) WHERE r.recorded <= revision AND revision < r.retracted } AS place_known,
  [] AS around,
  COLLECT {
    UNWIND ids AS id
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
    UNWIND ids AS id
    MATCH (u:Unit {id: id})
    RETURN [u.id, u.name, u.phone,
      head([(u)-[r:PART_OF]->(above) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until | above.id]),
      head([(u)-[r:PAIRED_WITH]-(other) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until | other.id]),
      [(u)-[a:AT_LEVEL]->(level) WHERE a.recorded <= revision AND revision < a.retracted
        | [a.since.year, a.since.month, a.since.day, CASE WHEN a.until < $forever THEN a.until END, level.tier, level.name,
          head([(level)-[o:LEVEL_OF]->(line) WHERE o.recorded <= revision AND revision < o.retracted AND o.since <= $on AND $on < o.until | line.id])]],
      [(u)<-[i:POST_IN]-(p) WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until AND i.rank IN ['head', 'deputy']
        | [p.id, i.title, i.rank, i.order,
          [(p)-[j:POST_IN]->() WHERE j.recorded <= revision AND revision < j.retracted
            | [j.since.year, j.since.month, j.since.day, CASE WHEN j.until < $forever THEN j.until END]],
          [(p)<-[t:HOLDS]-(n) WHERE t.recorded <= revision AND revision < t.retracted
            | [n.id, n.name, n.phone, t.since.year, t.since.month, t.since.day, CASE WHEN t.until < $forever THEN t.until END,
              t.basis, t.publish]]]]]
  } AS units
