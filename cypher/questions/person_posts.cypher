// The posts of some people at a revision, on any day: tenures, and the posts' units and dates.
// params: people, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
UNWIND $people AS person
MATCH (a:Person {id: person})-[t:HOLDS]->(b:Post)
WHERE t.recorded <= revision AND revision < t.retracted
RETURN a.id AS start, b.id AS end, t.since AS since, t.until AS until, t.recorded AS recorded,
  t.basis AS basis, t.planned_end AS planned_end, t.approved_by AS approved_by, t.publish AS publish,
  [(b)-[i:POST_IN]->(u) WHERE i.recorded <= revision AND revision < i.retracted
    | {unit: u.id, title: i.title, since: i.since, until: i.until,
      there: [(u)-[l:AT_LEVEL]->() WHERE l.recorded <= revision AND revision < l.retracted | [l.since, l.until]]}] AS lives
