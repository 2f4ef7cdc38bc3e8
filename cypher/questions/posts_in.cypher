// Some posts at a revision, on any day: their units, titles, whether they are for one person, and their dates.
// params: posts, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
UNWIND $posts AS post
MATCH (a:Post {id: post})-[i:POST_IN]->(b:Unit)
WHERE i.recorded <= revision AND revision < i.retracted
RETURN a.id AS start, b.id AS end, i.since AS since, i.until AS until, i.recorded AS recorded,
  [(b)-[l:AT_LEVEL]->() WHERE l.recorded <= revision AND revision < l.retracted | [l.since, l.until]] AS lives,
  i.title AS title, i.rank AS rank, i.single AS single, i.order AS order
