// Where every place lies and every household lives and came from, on a day, as pairs of ids.
// params: on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
RETURN revision,
  COLLECT {
    MATCH (a:Place)-[r:LOCATED_IN]->(b:Place)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS located_in,
  COLLECT {
    MATCH (a:Household)-[r:LIVES_IN]->(b:Place)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS lives_in,
  COLLECT {
    MATCH (a:Household)-[r:CAME_FROM]->(b:Place)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN [a.id, b.id]
  } AS came_from
