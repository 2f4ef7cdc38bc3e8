// Households met by address, run-together number, id, name, pinyin, initials or phone, each with the names around its dwelling.
// params: id, key, digits, name, letters, phone, on, most
MATCH (g:Graph {id: 'published'})
WITH g.revision AS revision
WITH revision,
  COLLECT {
    MATCH (h:Household {id: $id})
    RETURN {household: h.id, matched: 'id'}
  } + COLLECT {
    MATCH (p:Place)<-[l:LIVES_IN]-(h:Household)
    WHERE $key <> '' AND p.key = $key
      AND l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
    RETURN {household: h.id, matched: 'address'} LIMIT $most
  } + COLLECT {
    MATCH (p:Place)<-[l:LIVES_IN]-(h:Household)
    WHERE $key <> '' AND p.key STARTS WITH $key + '-'
      AND l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
    RETURN {household: h.id, matched: 'address'} ORDER BY p.key LIMIT $most
  } + COLLECT {
    MATCH (p:Place)<-[l:LIVES_IN]-(h:Household)
    WHERE $digits <> '' AND p.digits STARTS WITH $digits
      AND l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
    RETURN {household: h.id, matched: 'number'} ORDER BY p.digits LIMIT $most
  } + COLLECT {
    MATCH (n:Person)-[m:HEADS|MEMBER_OF]->(h:Household)
    WHERE $name <> '' AND n.name STARTS WITH $name
      AND m.recorded <= revision AND revision < m.retracted AND m.since <= $on AND $on < m.until
    RETURN DISTINCT {household: h.id, matched: 'name'} LIMIT $most
  } + COLLECT {
    MATCH (n:Person)-[m:HEADS|MEMBER_OF]->(h:Household)
    WHERE $letters <> '' AND n.pinyin STARTS WITH $letters
      AND m.recorded <= revision AND revision < m.retracted AND m.since <= $on AND $on < m.until
    RETURN DISTINCT {household: h.id, matched: 'pinyin'} LIMIT $most
  } + COLLECT {
    MATCH (n:Person)-[m:HEADS|MEMBER_OF]->(h:Household)
    WHERE $letters <> '' AND n.initials STARTS WITH $letters
      AND m.recorded <= revision AND revision < m.retracted AND m.since <= $on AND $on < m.until
    RETURN DISTINCT {household: h.id, matched: 'initials'} LIMIT $most
  } + COLLECT {
    MATCH (n:Person)-[m:HEADS|MEMBER_OF]->(h:Household)
    WHERE $phone <> '' AND n.phone = $phone
      AND m.recorded <= revision AND revision < m.retracted AND m.since <= $on AND $on < m.until
    RETURN DISTINCT {household: h.id, matched: 'phone'} LIMIT $most
  } AS met
UNWIND met AS one
MATCH (h:Household {id: one.household})-[l:LIVES_IN]->(p:Place)
WHERE l.recorded <= revision AND revision < l.retracted AND l.since <= $on AND $on < l.until
RETURN DISTINCT one.household AS household, one.matched AS matched, p.id AS place, p.key AS key,
  COLLECT {
    MATCH path = (p)-[:LOCATED_IN*0..32]->(around:Place)
    WHERE all(r IN relationships(path) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until)
    MATCH (around)-[k:OF_KIND]->(kind:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {depth: length(path), name: around.name, kind: kind.id}
  } AS around
