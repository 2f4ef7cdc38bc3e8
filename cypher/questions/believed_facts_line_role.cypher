// A line's role, each as believed at a revision, on any day.
// params: revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
MATCH (a:Line)-[r:OF_KIND]->(b:Kind)
WHERE r.recorded <= revision AND revision < r.retracted
RETURN a.id AS start, b.id AS end, r.since AS since, r.until AS until, r.recorded AS recorded
