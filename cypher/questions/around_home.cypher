// All that bears on one home on one day: the places around it, the units that serve them and those above, posts, tenures, the matter.
// params: household, place, matter, on, path, revision, always, forever
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
WITH revision, published,
  COLLECT {
    MATCH (:Household {id: $household})-[h:LIVES_IN|CAME_FROM]->(p)
    WHERE h.recorded <= revision AND revision < h.retracted
    RETURN {kind: type(h), place: p.id, since: h.since, until: h.until}
  } AS homes,
  COLLECT {
    MATCH (:Household {id: $household})<-[m:MEMBER_OF|HEADS]-(n)-[p:PARTY_AT]->(u)
    WHERE m.recorded <= revision AND revision < m.retracted AND m.since <= $on AND $on < m.until
      AND p.recorded <= revision AND revision < p.retracted AND p.since <= $on AND $on < p.until
    RETURN DISTINCT u.id
  } AS party_units,
  COLLECT {
    MATCH (p:Place {id: $place})-[k:OF_KIND]->()
    WHERE k.recorded <= revision AND revision < k.retracted
    RETURN {place: p.id, since: k.since, until: k.until}
  } AS places,
  COLLECT {
    MATCH (m:Matter {id: $matter})-[c:IN_CATEGORY]->(category)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN {id: m.id, name: m.name, kind: c.kind, home: c.home, category: category.id}
  } AS matters
WITH revision, published, homes, party_units, places, matters,
  [h IN homes WHERE h.since <= $on AND $on < h.until | h.place] + [p IN places | p.place] AS spots,
  CASE WHEN NOT $path THEN [] WHEN size(matters) = 0 THEN ['*'] ELSE [$matter, matters[0].category, '*'] END AS scopes
WITH revision, published, homes, party_units, places, matters, scopes,
  COLLECT {
    UNWIND spots AS spot
    MATCH path = (:Place {id: spot})-[:LOCATED_IN*0..32]->(around)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {spot: spot, place: around.id, depth: length(path),
      units: [(around)<-[s:SERVES]-(u) WHERE s.recorded <= revision AND revision < s.retracted AND s.since <= $on AND $on < s.until | u.id]}
  } AS around,
  CASE WHEN $path THEN COLLECT {
    UNWIND scopes AS scope
    MATCH (:Matter {id: scope})<-[r:STEP_OF|CARVED_FROM]-(step)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until AND step.handler STARTS WITH 'unit:'
    RETURN DISTINCT substring(step.handler, 5)
  } ELSE [] END AS named
WITH revision, published, homes, party_units, places, matters, scopes, around,
  reduce(all = named, a IN around | all + [u IN a.units WHERE NOT u IN all]) AS serving
WITH revision, published, homes, party_units, places, matters, scopes, around, serving,
  COLLECT {
    UNWIND serving AS id
    MATCH (:Unit {id: id})-[r:PART_OF]->(above)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN {unit: id, above: above.id}
  } AS parents
WITH revision, published, homes, party_units, places, matters, scopes, around, serving, parents,
  COLLECT {
    UNWIND [p IN parents WHERE NOT p.above IN serving | p.above] AS id
    MATCH path = (:Unit {id: id})-[:PART_OF*0..32]->(above)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN [u IN nodes(path) | u.id]
  } AS climbs
WITH revision, published, homes, party_units, places, matters, scopes, around, parents, climbs,
  reduce(all = serving, c IN climbs | all + [u IN c WHERE NOT u IN all]) AS ladder
WITH revision, published, homes, party_units, places, matters, scopes, around, parents, climbs, ladder,
  COLLECT {
    UNWIND ladder AS id
    MATCH (:Unit {id: id})-[r:PAIRED_WITH]-(other)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN {unit: id, paired: other.id}
  } AS pairs
WITH revision, published, homes, party_units, places, matters, scopes, around, parents, climbs, pairs,
  reduce(all = ladder, p IN pairs | CASE WHEN p.paired IN all THEN all ELSE all + p.paired END) AS ids
RETURN revision, published, homes, party_units, places, matters, around, parents, climbs, pairs,
  COLLECT {
    UNWIND ids AS id
    MATCH (u:Unit {id: id})-[a:AT_LEVEL]->(level)-[o:LEVEL_OF]->(line)-[k:OF_KIND]->(kind)
    WHERE a.recorded <= revision AND revision < a.retracted AND a.since <= $on AND $on < a.until
      AND o.recorded <= revision AND revision < o.retracted AND o.since <= $on AND $on < o.until
      AND k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN [id, u.name, u.phone, line.id, kind.id, level.tier, level.name,
      [(u)-[b:AT_LEVEL]->() WHERE b.recorded <= revision AND revision < b.retracted AND (b.since > $always OR b.until < $forever)
        | [b.since, CASE WHEN b.until < $forever THEN b.until END]]]
  } AS units,
  COLLECT {
    UNWIND ids AS id
    MATCH (:Unit {id: id})<-[i:POST_IN]-(p)
    WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until AND i.rank IN ['head', 'deputy']
    RETURN [p.id, id, i.title, i.rank, i.order,
      [(p)-[j:POST_IN]->() WHERE j.recorded <= revision AND revision < j.retracted AND (j.since > $always OR j.until < $forever)
        | [j.since, CASE WHEN j.until < $forever THEN j.until END]],
      [(p)<-[t:HOLDS]-(n) WHERE t.recorded <= revision AND revision < t.retracted
        | [n.id, n.name, n.phone, t.since, CASE WHEN t.until < $forever THEN t.until END, t.basis, t.publish]]]
  } AS posts,
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
