// Those of the people named who hold a post on a day, or will after it.
// params: people, on
MATCH (g:Graph {id: 'published'})
UNWIND $people AS id
MATCH (n:Person {id: id})-[t:HOLDS]->(:Post)
WHERE t.recorded <= g.revision AND g.revision < t.retracted AND $on < t.until
RETURN DISTINCT n.id AS person
