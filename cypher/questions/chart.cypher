// All that one sheet shows of a unit, a place or the whole graph on a day: the units in it and above it, pairs, posts, tenures, places, households.
// params: unit, place, every, on, revision, forever
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
WITH revision, published,
  COLLECT {
    MATCH path = (:Unit {id: $unit})<-[:PART_OF*0..32]-(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT u.id
  } AS whole
WITH revision, published, whole,
  COLLECT {
    UNWIND whole AS id
    MATCH (:Unit {id: id})-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT p.id
  } AS spots,
  COLLECT {
    UNWIND CASE WHEN $every THEN [1] ELSE [] END AS one
    MATCH (u:Unit)-[a:AT_LEVEL]->(:Level)
    WHERE a.recorded <= revision AND revision < a.retracted AND a.since <= $on AND $on < a.until
    RETURN DISTINCT u.id
  } AS every
WITH revision, published, whole, spots, every,
  COLLECT {
    UNWIND spots AS spot
    MATCH path = (:Place {id: spot})<-[:LOCATED_IN*0..32]-(p:Place)<-[:SERVES]-(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT {unit: u.id, place: p.id}
  } AS beside,
  COLLECT {
    // The walk goes on to who serves: a place that nobody serves, as most are, is then not looked at twice.
    MATCH path = (:Place {id: $place})<-[:LOCATED_IN*0..32]-(p:Place)<-[:SERVES]-(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT {unit: u.id, place: p.id}
  } AS inside
WITH revision, published, whole, spots, every, beside, inside,
  COLLECT {
    UNWIND whole + every + [i IN beside + inside | i.unit] AS id
    RETURN DISTINCT id
  } AS lowest
WITH revision, published, whole, spots, every, beside, inside,
  COLLECT {
    UNWIND lowest AS id
    MATCH path = (:Unit {id: id})-[:PART_OF*0..32]->(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT u.id
  } AS ids
WITH revision, published, whole, spots, every, beside, inside, ids,
  COLLECT {
    UNWIND ids AS id
    MATCH (:Unit {id: id})-[s:SERVES]->(p:Place)
    WHERE p.id <> $place AND s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT p.id
  } + [$place] AS served
RETURN revision, published, whole, spots, every, beside, inside, [] AS around,
  EXISTS { MATCH (:Unit {id: $unit})-[r:AT_LEVEL]->(:Level) WHERE r.recorded <= revision AND revision < r.retracted } AS unit_known,
  EXISTS { MATCH (:Place {id: $place})-[r:OF_KIND]->(:Kind) WHERE r.recorded <= revision AND revision < r.retracted } AS place_known,
  COLLECT { MATCH (u:Unit {id: $unit}) RETURN u.name } AS unit_names,
  COLLECT { MATCH (p:Place {id: $place}) RETURN p.name } AS place_names,
  COLLECT {
    MATCH (line:Line)-[k:OF_KIND]->(kind:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: line.id, name: line.name, name_en: line.name_en, role: kind.id,
      levels: [(line)<-[o:LEVEL_OF]-(level) WHERE o.recorded <= revision AND revision < o.retracted AND o.since <= $on AND $on < o.until | {tier: level.tier, name: level.name, name_en: level.name_en}]}
  } AS lines,
  COLLECT {
    UNWIND ids AS id
    MATCH (u:Unit {id: id})-[r:PAIRED_WITH]->(other:Unit)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN {unit: u.id, paired: other.id}
  } AS pairs,
  COLLECT {
    UNWIND served AS id
    MATCH (p:Place {id: id})-[k:OF_KIND]->(kind:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: p.id, name: p.name, kind: kind.id, within: [(p)-[w:LOCATED_IN]->(above) WHERE w.recorded <= revision AND revision < w.retracted AND w.since <= $on AND $on < w.until | above.id]}
  } AS places,
  COLLECT {
    UNWIND served AS id
    MATCH (p:Place {id: id})<-[l:LIVES_IN]-(h:Household)
    WHERE l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
    WITH p.id AS place, count(h) AS households
    RETURN {place: place, households: households}
  } AS counts_here,
  COLLECT {
    UNWIND served AS id
    MATCH (p:Place {id: id})<-[w:LOCATED_IN]-(part:Place)
    WHERE w.recorded <= revision AND revision < w.retracted AND w.since <= $on AND $on < w.until AND NOT part.id IN served
    MATCH path = (part)<-[:LOCATED_IN*0..32]-(dwelling:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (dwelling)<-[l:LIVES_IN]-(h:Household)
    WHERE l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
    WITH p.id AS place, count(h) AS households
    RETURN {place: place, households: households}
  } AS counts,
  COLLECT {
    UNWIND ids AS id
    MATCH (u:Unit {id: id})-[s:SERVES]->(p:Place)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT {unit: u.id, place: p.id}
  } AS serves,
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
