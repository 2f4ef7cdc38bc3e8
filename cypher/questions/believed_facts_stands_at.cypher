// The place a carve-out stands at, each as believed at a revision, on any day.
// params: revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
MATCH (a:Carveout)-[r:STANDS_AT]->(b:Place)
WHERE r.recorded <= revision AND revision < r.retracted
RETURN a.id AS start, b.id AS end, r.since AS since, r.until AS until, r.recorded AS recorded, r.limit AS `limit`, r.limit_unit AS limit_unit, r.source AS source
