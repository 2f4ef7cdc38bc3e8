// All that bears on some parties on one day: who they are to one another, the ladders around their homes, the matter or all matters.
// params: named, matter, all, on, revision, always, forever
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
WITH revision, published,
  COLLECT {
    UNWIND $named.people + $named.objected AS id
    MATCH (n:Person {id: id})-[k:OF_KIND]->()
    WHERE k.recorded <= revision AND revision < k.retracted
    RETURN DISTINCT n.id
  } AS known,
  COLLECT {
    UNWIND $named.people AS id
    MATCH (n:Person {id: id})-[r:MEMBER_OF|HEADS]->(h)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN DISTINCT h.id
  } AS own,
  COLLECT {
    UNWIND (CASE WHEN $all THEN [] ELSE [$matter] END) AS id
    MATCH (m:Matter {id: id})-[c:IN_CATEGORY]->(category)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN {id: m.id, name: m.name, name_en: m.name_en, kind: c.kind, home: c.home, category: category.id}
  } + COLLECT {
    UNWIND (CASE WHEN $all THEN [1] ELSE [] END) AS one
    MATCH (m:Matter)-[c:IN_CATEGORY]->(category)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN {id: m.id, name: m.name, name_en: m.name_en, kind: c.kind, home: c.home, category: category.id}
  } AS matters
WITH revision, published, known, matters,
  COLLECT { UNWIND $named.households + own AS id RETURN DISTINCT id } AS homes,
  COLLECT { UNWIND ['*'] + [m IN matters | m.id] + [m IN matters | m.category] AS id RETURN DISTINCT id } AS scopes
WITH revision, published, known, matters, homes, scopes,
  COLLECT {
    UNWIND homes AS id
    MATCH (h:Household {id: id})-[l:LIVES_IN]->(p)
    WHERE l.recorded <= revision AND revision < l.retracted
    RETURN {household: h.id, place: p.id, since: l.since, until: l.until}
  } AS stays,
  COLLECT {
    UNWIND homes AS id
    MATCH (h:Household {id: id})-[c:CAME_FROM]->(p)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN {household: h.id, place: p.id}
  } AS origins,
  COLLECT {
    UNWIND homes AS id
    MATCH (h:Household {id: id})<-[r:MEMBER_OF]-(n)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN DISTINCT {household: h.id, person: n.id}
  } AS members,
  COLLECT {
    UNWIND homes AS id
    MATCH (h:Household {id: id})<-[r:HEADS]-(n)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN DISTINCT {household: h.id, person: n.id}
  } AS heads
WITH revision, published, known, matters, scopes, stays, origins, members, heads,
  COLLECT {
    UNWIND $named.people + [m IN members | m.person] + [h IN heads | h.person] AS id RETURN DISTINCT id
  } AS circle,
  COLLECT {
    UNWIND [s IN stays WHERE s.since <= $on AND $on < s.until | s.place] + [o IN origins | o.place] AS id RETURN DISTINCT id
  } AS spots
WITH revision, published, known, matters, scopes, stays, origins, members, heads, spots,
  COLLECT {
    UNWIND circle AS id
    MATCH (n:Person {id: id})-[k:KIN_OF]-(relative)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN DISTINCT {person: n.id, relative: relative.id}
  } AS kin,
  COLLECT {
    UNWIND circle AS id
    MATCH (n:Person {id: id})-[p:PARTY_AT]->(u)
    WHERE p.recorded <= revision AND revision < p.retracted AND p.since <= $on AND $on < p.until
    RETURN DISTINCT {person: n.id, unit: u.id}
  } AS party_at,
  COLLECT {
    UNWIND scopes AS scope
    MATCH (:Matter {id: scope})<-[r:STEP_OF|CARVED_FROM]-(step)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until AND step.handler STARTS WITH 'unit:'
    MATCH (u:Unit {id: substring(step.handler, 5)})
    RETURN DISTINCT u
  } AS named
CALL (revision, spots) {
  UNWIND spots AS spot
  MATCH path = (:Place {id: spot})-[:LOCATED_IN*0..32]->(around)
  WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
  OPTIONAL MATCH (around)<-[r:SERVES]-(u)
  WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
  RETURN collect([spot, length(path), around.id, u.id]) AS around, collect(DISTINCT u) AS serving
}
WITH revision, published, known, matters, scopes, stays, origins, members, heads, kin, party_at, around, serving + [u IN named WHERE NOT u IN serving] AS serving
WITH revision, published, known, matters, scopes, stays, origins, members, heads, kin, party_at, around, serving + COLLECT {
    UNWIND serving AS u
    MATCH (u)-[r:PART_OF]->(first)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until AND NOT first IN serving
    MATCH climb = (first)-[:PART_OF*0..32]->(above)
    WHERE all(r IN relationships(climb) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT above
  } AS ladder
WITH revision, published, known, matters, scopes, stays, origins, members, heads, kin, party_at, around, ladder + COLLECT {
    UNWIND ladder AS u
    MATCH (u)-[r:PAIRED_WITH]-(other)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until AND NOT other IN ladder
    RETURN DISTINCT other
  } AS units
RETURN revision, published, known, matters, stays, origins, members, heads, kin, party_at, around,
  COLLECT {
    MATCH (line:Line)-[k:OF_KIND]->(kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: line.id, role: kind.id}
  } AS lines,
  COLLECT {
    UNWIND units AS u
    RETURN [u.id, u.name, u.phone,
      head([(u)-[r:PART_OF]->(above) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until | above.id]),
      head([(u)-[r:PAIRED_WITH]-(other) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until | other.id]),
      [(u)-[a:AT_LEVEL]->(level) WHERE a.recorded <= revision AND revision < a.retracted
        | [a.since.year, a.since.month, a.since.day, CASE WHEN a.until < $forever THEN a.until END, level.tier, level.name,
          head([(level)-[o:LEVEL_OF]->(line) WHERE o.recorded <= revision AND revision < o.retracted AND o.since <= $on AND $on < o.until | line.id])]],
      [(u)<-[i:POST_IN]-(p) WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until AND i.rank IN ['head', 'deputy']
        | [p.id, i.title, i.rank, i.order,
          [(p)-[j:POST_IN]->() WHERE j.recorded <= revision AND revision < j.retracted AND (j.since > $always OR j.until < $forever)
            | [j.since.year, j.since.month, j.since.day, CASE WHEN j.until < $forever THEN j.until END]],
          [(p)<-[t:HOLDS]-(n) WHERE t.recorded <= revision AND revision < t.retracted
            | [n.id, n.name, n.phone, t.since.year, t.since.month, t.since.day, CASE WHEN t.until < $forever THEN t.until END,
              t.basis, t.publish]]]]]
  } AS units,
  COLLECT {
    UNWIND scopes AS scope
    MATCH (:Matter {id: scope})<-[r:STEP_OF]-(s)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN {scope: scope, step: s.step, role: s.role, handler: s.handler, limit: r.limit, limit_unit: r.limit_unit, source: r.source}
  } AS steps,
  COLLECT {
    UNWIND scopes AS scope
    MATCH (:Matter {id: scope})<-[r:EXIT_OF]-(e)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN {scope: scope, when: e.when, body: e.body, limit: r.limit, limit_unit: r.limit_unit, source: r.source}
  } AS exits,
  COLLECT {
    UNWIND matters AS m
    MATCH (x:Matter {id: m.id})<-[f:CARVED_FROM]-(c)-[r:STANDS_AT]->(p)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
      AND f.recorded <= revision AND revision < f.retracted AND f.since <= $on AND $on < f.until
    RETURN {matter: x.id, place: p.id, step: c.step, role: c.role, handler: c.handler,
      limit: r.limit, limit_unit: r.limit_unit, source: r.source}
  } AS carveouts,
  COLLECT {
    MATCH (b:Body)-[k:OF_KIND]->(kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {id: b.id, name: b.name, phone: b.phone, kind: kind.id,
      covers: [(b)-[c:COVERS]->(p)
        WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until | p.id]}
  } AS bodies
