// All that bears on some parties on one day: who they are to one another, the ladders around their homes, the matter or all matters.
// params: households, people, objected, matter, all, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
WITH revision, published,
  COLLECT {
    UNWIND $people + $objected AS id
    MATCH (n:Person {id: id})-[k:OF_KIND]->(:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted
    RETURN DISTINCT n.id
  } AS known,
  COLLECT {
    UNWIND $people AS id
    MATCH (n:Person {id: id})-[r:MEMBER_OF|HEADS]->(h:Household)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN DISTINCT h.id
  } AS own,
  COLLECT {
    UNWIND (CASE WHEN $all THEN [] ELSE [$matter] END) AS id
    MATCH (m:Matter {id: id})-[c:IN_CATEGORY]->(category:Matter)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN {id: m.id, name: m.name, kind: c.kind, home: c.home, category: category.id}
  } + COLLECT {
    UNWIND (CASE WHEN $all THEN [1] ELSE [] END) AS one
    MATCH (m:Matter)-[c:IN_CATEGORY]->(category:Matter)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN {id: m.id, name: m.name, kind: c.kind, home: c.home, category: category.id}
  } AS matters
WITH revision, published, known, matters,
  COLLECT { UNWIND $households + own AS id RETURN DISTINCT id } AS homes,
  COLLECT { UNWIND ['*'] + [m IN matters | m.id] + [m IN matters | m.category] AS id RETURN DISTINCT id } AS scopes
WITH revision, published, known, matters, homes, scopes,
  COLLECT {
    UNWIND homes AS id
    MATCH (h:Household {id: id})-[l:LIVES_IN]->(p:Place)
    WHERE l.recorded <= revision AND revision < l.retracted
    RETURN {household: h.id, place: p.id, since: l.since, until: l.until}
  } AS stays,
  COLLECT {
    UNWIND homes AS id
    MATCH (h:Household {id: id})-[c:CAME_FROM]->(p:Place)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN {household: h.id, place: p.id}
  } AS origins,
  COLLECT {
    UNWIND homes AS id
    MATCH (h:Household {id: id})<-[r:MEMBER_OF]-(n:Person)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN DISTINCT {household: h.id, person: n.id}
  } AS members,
  COLLECT {
    UNWIND homes AS id
    MATCH (h:Household {id: id})<-[r:HEADS]-(n:Person)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN DISTINCT {household: h.id, person: n.id}
  } AS heads
WITH revision, published, known, matters, scopes, stays, origins, members, heads,
  COLLECT {
    UNWIND $people + [m IN members | m.person] + [h IN heads | h.person] AS id RETURN DISTINCT id
  } AS circle,
  COLLECT {
    UNWIND [s IN stays WHERE s.since <= $on AND $on < s.until | s.place] + [o IN origins | o.place] AS id RETURN DISTINCT id
  } AS spots
WITH revision, published, known, matters, scopes, stays, origins, members, heads,
  COLLECT {
    UNWIND circle AS id
    MATCH (n:Person {id: id})-[k:KIN_OF]-(relative:Person)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN DISTINCT {person: n.id, relative: relative.id}
  } AS kin,
  COLLECT {
    UNWIND circle AS id
    MATCH (n:Person {id: id})-[p:PARTY_AT]->(u:Unit)
    WHERE p.recorded <= revision AND revision < p.retracted AND p.since <= $on AND $on < p.until
    RETURN DISTINCT {person: n.id, unit: u.id}
  } AS party_at,
  COLLECT {
    UNWIND spots AS spot
    MATCH path = (:Place {id: spot})-[:LOCATED_IN*0..32]->(around:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT {spot: spot, place: around.id, depth: length(path)}
  } AS around
WITH revision, published, known, matters, scopes, stays, origins, members, heads, kin, party_at, around,
  COLLECT {
    UNWIND around AS a
    MATCH (p:Place {id: a.place})<-[s:SERVES]-(u:Unit)
    WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until
    RETURN DISTINCT {unit: u.id, place: p.id}
  } AS serves
WITH revision, published, known, matters, scopes, stays, origins, members, heads, kin, party_at, around, serves,
  COLLECT {
    UNWIND serves AS s
    MATCH path = (:Unit {id: s.unit})-[:PART_OF*0..32]->(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT u.id
  } + COLLECT {
    UNWIND scopes AS scope
    MATCH (:Matter {id: scope})<-[r:STEP_OF|CARVED_FROM]-(step)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until AND step.handler STARTS WITH 'unit:'
    RETURN DISTINCT substring(step.handler, 5)
  } AS ladder
WITH revision, published, known, matters, scopes, stays, origins, members, heads, kin, party_at, around, serves, ladder,
  COLLECT {
    UNWIND ladder AS id
    MATCH (:Unit {id: id})-[r:PAIRED_WITH]-(u:Unit)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN DISTINCT {unit: id, paired: u.id}
  } AS pairs
WITH revision, published, known, matters, scopes, stays, origins, members, heads, kin, party_at, around, serves, pairs,
  COLLECT { UNWIND ladder + [p IN pairs | p.paired] AS id RETURN DISTINCT id } AS ids
RETURN revision, published, known, matters, stays, origins, members, heads, kin, party_at, around, serves, pairs,
  COLLECT {
    UNWIND ids AS id
    MATCH (u:Unit {id: id})-[a:AT_LEVEL]->(level:Level)-[o:LEVEL_OF]->(line:Line)-[k:OF_KIND]->(kind:Kind)
    WHERE a.recorded <= revision AND revision < a.retracted AND a.since <= $on AND $on < a.until
      AND o.recorded <= revision AND revision < o.retracted AND o.since <= $on AND $on < o.until
      AND k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: u.id, name: u.name, phone: u.phone, line: line.id, role: kind.id, tier: level.tier, level: level.name,
      lives: [(u)-[b:AT_LEVEL]->() WHERE b.recorded <= revision AND revision < b.retracted | [b.since, b.until]]}
  } AS units,
  COLLECT {
    UNWIND ids AS id
    MATCH (u:Unit {id: id})-[r:PART_OF]->(above:Unit)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN {unit: u.id, above: above.id}
  } AS parents,
  COLLECT {
    UNWIND ids AS id
    MATCH (u:Unit {id: id})<-[i:POST_IN]-(p:Post)
    WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until AND i.rank IN ['head', 'deputy']
    RETURN {id: p.id, unit: u.id, title: i.title, rank: i.rank, order: i.order,
      lives: [(p)-[j:POST_IN]->() WHERE j.recorded <= revision AND revision < j.retracted | [j.since, j.until]],
      tenures: [(p)<-[t:HOLDS]-(n) WHERE t.recorded <= revision AND revision < t.retracted
        | {person: n.id, name: n.name, phone: n.phone, since: t.since, until: t.until, basis: t.basis, publish: t.publish}]}
  } AS posts,
  COLLECT {
    UNWIND scopes AS scope
    MATCH (:Matter {id: scope})<-[r:STEP_OF]-(s:Step)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN {scope: scope, step: s.step, role: s.role, handler: s.handler, limit: r.limit, limit_unit: r.limit_unit, source: r.source}
  } AS steps,
  COLLECT {
    UNWIND scopes AS scope
    MATCH (:Matter {id: scope})<-[r:EXIT_OF]-(e:Exit)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN {scope: scope, when: e.when, body: e.body, limit: r.limit, limit_unit: r.limit_unit, source: r.source}
  } AS exits,
  COLLECT {
    UNWIND matters AS m
    MATCH (x:Matter {id: m.id})<-[f:CARVED_FROM]-(c:Carveout)-[r:STANDS_AT]->(p:Place)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
      AND f.recorded <= revision AND revision < f.retracted AND f.since <= $on AND $on < f.until
    RETURN {matter: x.id, place: p.id, step: c.step, role: c.role, handler: c.handler,
      limit: r.limit, limit_unit: r.limit_unit, source: r.source}
  } AS carveouts,
  COLLECT {
    MATCH (b:Body)-[k:OF_KIND]->(kind:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: b.id, name: b.name, phone: b.phone, kind: kind.id,
      covers: [(b)-[c:COVERS]->(p)
        WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until | p.id]}
  } AS bodies,
  COLLECT {
    MATCH (line:Line)-[k:OF_KIND]->(kind:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: line.id, role: kind.id}
  } AS lines
