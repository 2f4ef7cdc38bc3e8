// Units there on a day, met by id or by what stands anywhere in their name.
// params: id, name, on, most
MATCH (g:Graph {id: 'published'})
MATCH (u:Unit)-[a:AT_LEVEL]->(:Level)
WHERE (u.id = $id OR u.name CONTAINS $name)
  AND a.recorded <= g.revision AND g.revision < a.retracted AND a.since <= $on AND $on < a.until
RETURN u.id AS unit, u.name AS name
ORDER BY name, unit LIMIT $most
