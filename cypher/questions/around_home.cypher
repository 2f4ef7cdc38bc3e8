// All that bears on one home on one day: the places around it, the units that serve them and those above, posts, tenures, the matter.
// params: household, place, matter, on, path, revision, always, forever
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
WITH revision, published,
  COLLECT {
    MATCH (:Household {id: $household})-[r:LIVES_IN|CAME_FROM]->(p)
    WHERE r.recorded <= revision AND revision < r.retracted
    RETURN {kind: type(r), place: p.id, live: r.since <= $on AND $on < r.until}
    UNION ALL
    MATCH (p:Place {id: $place})-[r:OF_KIND]->()
    WHERE r.recorded <= revision AND revision < r.retracted
    RETURN {kind: type(r), place: p.id, live: r.since <= $on AND $on < r.until}
  } AS homes,
  COLLECT {
    MATCH (:Household {id: $household})<-[m:MEMBER_OF|HEADS]-(n)-[p:PARTY_AT]->(u)
    WHERE m.recorded <= revision AND revision < m.retracted AND m.since <= $on AND $on < m.until
      AND p.recorded <= revision AND revision < p.retracted AND p.since <= $on AND $on < p.until
    RETURN DISTINCT u.id
  } AS party_units,
  COLLECT {
    MATCH (m:Matter {id: $matter})-[c:IN_CATEGORY]->(category)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN {id: m.id, name: m.name, kind: c.kind, home: c.home, category: category.id}
  } AS matters
WITH revision, published, homes, party_units, matters,
  CASE WHEN NOT $path THEN [] WHEN size(matters) = 0 THEN ['*'] ELSE [$matter, matters[0].category, '*'] END AS scopes
WITH revision, published, homes, party_units, matters, scopes,
  COLLECT {
    UNWIND scopes AS scope
    MATCH (:Matter {id: scope})<-[r:STEP_OF|CARVED_FROM]-(step)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until AND step.handler STARTS WITH 'unit:'
    MATCH (u:Unit {id: substring(step.handler, 5)})
    RETURN DISTINCT u
  } AS named
CALL (revision, homes) {
  UNWIND [h IN homes WHERE h.live | h.place] AS spot
  MATCH path = (:Place {id: spot})-[:LOCATED_IN*0..32]->(around)
  WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
  OPTIONAL MATCH (around)<-[r:SERVES]-(u)
  WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
  RETURN collect([spot, length(path), around.id, u.id]) AS around, collect(DISTINCT u) AS serving
}
WITH revision, published, homes, party_units, matters, scopes, around, serving + [u IN named WHERE NOT u IN serving] AS serving
WITH revision, published, homes, party_units, matters, scopes, around, serving + COLLECT {
    UNWIND serving AS u
    MATCH (u)-[r:PART_OF]->(first)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until AND NOT first IN serving
    MATCH climb = (first)-[:PART_OF*0..32]->(above)
    WHERE all(r IN relationships(climb) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT above
  } AS ladder
WITH revision, published, homes, party_units, matters, scopes, around, ladder + COLLECT {
    UNWIND ladder AS u
    MATCH (u)-[r:PAIRED_WITH]-(other)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until AND NOT other IN ladder
    RETURN DISTINCT other
  } AS units
RETURN revision, published, homes, party_units, matters, around,
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
  CASE WHEN $path THEN {
    steps: COLLECT {
      UNWIND scopes AS scope
      MATCH (:Matter {id: scope})<-[r:STEP_OF]-(s)
      WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
      RETURN {scope: scope, step: s.step, role: s.role, handler: s.handler, limit: r.limit, limit_unit: r.limit_unit, source: r.source}
    },
    exits: COLLECT {
      UNWIND scopes AS scope
      MATCH (:Matter {id: scope})<-[r:EXIT_OF]-(e)
      WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
      RETURN {scope: scope, when: e.when, body: e.body, limit: r.limit, limit_unit: r.limit_unit, source: r.source}
    },
    carveouts: COLLECT {
      MATCH (:Matter {id: $matter})<-[f:CARVED_FROM]-(c)-[r:STANDS_AT]->(p)
      WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
        AND f.recorded <= revision AND revision < f.retracted AND f.since <= $on AND $on < f.until
      RETURN {place: p.id, step: c.step, role: c.role, handler: c.handler, limit: r.limit, limit_unit: r.limit_unit, source: r.source}
    },
    bodies: COLLECT {
      MATCH (b:Body)-[k:OF_KIND]->(kind)
      WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
      RETURN {id: b.id, name: b.name, phone: b.phone, kind: kind.id,
        covers: [(b)-[c:COVERS]->(p)
          WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until | p.id]}
    }
  } ELSE null END AS handling
