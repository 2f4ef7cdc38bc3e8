// A person's household, each as believed at a revision, on any day.
// params: revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
MATCH (a:Person)-[r:MEMBER_OF]->(b:Household)
WHERE r.recorded <= revision AND revision < r.retracted
RETURN a.id AS start, b.id AS end, r.since AS since, r.until AS until, r.recorded AS recorded
