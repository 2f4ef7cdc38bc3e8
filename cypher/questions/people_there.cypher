// When some people are there, at a revision.
// params: people, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
UNWIND $people AS person
MATCH (p:Person {id: person})-[r:OF_KIND]->(:Kind)
WHERE r.recorded <= revision AND revision < r.retracted
RETURN p.id AS person, r.since AS since, r.until AS until
