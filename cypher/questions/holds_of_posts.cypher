// The tenures of some posts at a revision, on any day.
// params: posts, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
UNWIND $posts AS post
MATCH (b:Post {id: post})<-[r:HOLDS]-(a:Person)
WHERE r.recorded <= revision AND revision < r.retracted
RETURN a.id AS start, b.id AS end, r.since AS since, r.until AS until, r.recorded AS recorded,
  r.basis AS basis, r.planned_end AS planned_end, r.approved_by AS approved_by, r.publish AS publish
