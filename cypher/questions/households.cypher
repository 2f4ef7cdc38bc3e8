// Households where they live on a day: the places around their dwelling, their head, how many they are, since when, and where they came from.
// params: households, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
UNWIND $households AS id
MATCH (h:Household {id: id})-[l:LIVES_IN]->(p:Place)
WHERE l.recorded <= revision AND revision < l.retracted
RETURN h.id AS household, p.id AS place, l.size AS size, l.since AS since, l.until AS until, revision,
  COLLECT {
    MATCH path = (p)-[:LOCATED_IN*0..32]->(:Place)-[:OF_KIND]->(:Kind)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN {depth: length(path), name: nodes(path)[-2].name, kind: nodes(path)[-1].id}
  } AS around,
  [(h)<-[r:HEADS]-(n) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    | {id: n.id, name: n.name}] AS heads,
  [(h)-[c:CAME_FROM]->(o) WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    | {id: o.id, name: o.name}] AS origins
