// How many units lie below some units on a day, and how many there are: whether to read a part of the graph or all.
// params: units, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
RETURN
  size(COLLECT {
    UNWIND $units AS unit
    MATCH path = (:Unit {id: unit})<-[:PART_OF*0..32]-(u:Unit)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    RETURN DISTINCT u.id
  }) AS below,
  COUNT { MATCH (:Unit) } AS units
