// The facts of which there is one for every place, person or household, on any day, as pairs of ids by their days.
// params: revision
// A day takes longer to bring over than all else in a row, and nearly all of these share theirs.
RETURN
  COLLECT {
    MATCH (a:Place)-[r:OF_KIND]->(b:Kind)
    WHERE r.recorded <= $revision AND $revision < r.retracted
    WITH r.since AS since, r.until AS until, collect([a.id, b.id]) AS pairs
    RETURN {since: since, until: until, pairs: pairs}
  } AS place_kind,
  COLLECT {
    MATCH (a:Person)-[r:OF_KIND]->(b:Kind)
    WHERE r.recorded <= $revision AND $revision < r.retracted
    WITH r.since AS since, r.until AS until, collect([a.id, b.id]) AS pairs
    RETURN {since: since, until: until, pairs: pairs}
  } AS person_kind,
  COLLECT {
    MATCH (a:Place)-[r:LOCATED_IN]->(b:Place)
    WHERE r.recorded <= $revision AND $revision < r.retracted
    WITH r.since AS since, r.until AS until, collect([a.id, b.id]) AS pairs
    RETURN {since: since, until: until, pairs: pairs}
  } AS located_in,
  COLLECT {
    MATCH (a:Household)-[r:LIVES_IN]->(b:Place)
    WHERE r.recorded <= $revision AND $revision < r.retracted
    WITH r.since AS since, r.until AS until, collect([a.id, b.id]) AS pairs
    RETURN {since: since, until: until, pairs: pairs}
  } AS lives_in,
  COLLECT {
    MATCH (a:Household)-[r:CAME_FROM]->(b:Place)
    WHERE r.recorded <= $revision AND $revision < r.retracted
    WITH r.since AS since, r.until AS until, collect([a.id, b.id]) AS pairs
    RETURN {since: since, until: until, pairs: pairs}
  } AS came_from,
  COLLECT {
    MATCH (a:Person)-[r:HEADS]->(b:Household)
    WHERE r.recorded <= $revision AND $revision < r.retracted
    WITH r.since AS since, r.until AS until, collect([a.id, b.id]) AS pairs
    RETURN {since: since, until: until, pairs: pairs}
  } AS heads,
  COLLECT {
    MATCH (a:Person)-[r:MEMBER_OF]->(b:Household)
    WHERE r.recorded <= $revision AND $revision < r.retracted
    WITH r.since AS since, r.until AS until, collect([a.id, b.id]) AS pairs
    RETURN {since: since, until: until, pairs: pairs}
  } AS member_of
