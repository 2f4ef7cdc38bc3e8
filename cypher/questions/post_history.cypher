// A post with its unit and all units above, and whoever held it, on any day.
// params: post, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
RETURN revision, published,
  COLLECT {
    MATCH (:Post {id: $post})-[i:POST_IN]->(u:Unit)
    WHERE i.recorded <= revision AND revision < i.retracted
    RETURN {unit: u.id, name: u.name, phone: u.phone, title: i.title, rank: i.rank, single: i.single, since: i.since, until: i.until,
      lives: [(u)-[l:AT_LEVEL]->() WHERE l.recorded <= revision AND revision < l.retracted | [l.since, l.until]]}
  } AS post_in,
  COLLECT {
    MATCH (:Post {id: $post})<-[t:HOLDS]-(n:Person)
    WHERE t.recorded <= revision AND revision < t.retracted
    RETURN {person: n.id, name: n.name, phone: n.phone, since: t.since, until: t.until, basis: t.basis, planned_end: t.planned_end}
  } AS holds,
  COLLECT {
    MATCH (:Post {id: $post})-[i:POST_IN]->(u:Unit)
    WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until
    MATCH path = (u)-[:PART_OF*1..32]->(above:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {depth: length(path), id: above.id, name: above.name}
  } AS above
