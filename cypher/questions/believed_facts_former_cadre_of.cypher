// The village a person was a cadre of, each as believed at a revision, on any day.
// params: revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
MATCH (a:Person)-[r:FORMER_CADRE_OF]->(b:Place)
WHERE r.recorded <= revision AND revision < r.retracted
RETURN a.id AS start, b.id AS end, r.since AS since, r.until AS until, r.recorded AS recorded
