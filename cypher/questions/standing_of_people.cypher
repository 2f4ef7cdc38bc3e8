// What the standing rules ask of some people on a day: age, Party membership, posts held, kin; and who holds the posts of some units and of those paired with them.
// params: people, units, on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
WITH revision,
  COLLECT {
    UNWIND $units AS id
    MATCH (:Unit {id: id})-[r:PAIRED_WITH]-(u:Unit)
    WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until
    RETURN {unit: id, paired: u.id}
  } AS pairs
WITH revision, pairs, $units + [pair IN pairs | pair.paired] AS units
RETURN pairs,
  COLLECT {
    UNWIND units AS id
    MATCH (u:Unit {id: id})<-[i:POST_IN]-(p:Post)<-[t:HOLDS]-(n:Person)
    WHERE EXISTS { MATCH (u)-[a:AT_LEVEL]->() WHERE a.recorded <= revision AND revision < a.retracted AND a.since <= $on AND $on < a.until }
      AND i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until
      AND t.recorded <= revision AND revision < t.retracted AND t.since <= $on AND $on < t.until
    RETURN DISTINCT {unit: id, post: p.id, person: n.id}
  } AS beside,
  COLLECT {
    UNWIND $people AS id
    MATCH (n:Person {id: id})-[k:OF_KIND]->(:Kind)
    WHERE k.recorded <= revision AND revision < k.retracted AND k.since <= $on AND $on < k.until
    RETURN {person: n.id, name: n.name, birth_year: n.birth_year, party_member: k.party_member,
      kin: [(n)-[r:KIN_OF]-(o) WHERE r.recorded <= revision AND revision < r.retracted AND r.since <= $on AND $on < r.until | o.id],
      posts: [(n)-[t:HOLDS]->(p) WHERE t.recorded <= revision AND revision < t.retracted AND t.since <= $on AND $on < t.until
        AND EXISTS { MATCH (p)-[i:POST_IN]->()-[a:AT_LEVEL]->()
          WHERE i.recorded <= revision AND revision < i.retracted AND i.since <= $on AND $on < i.until
            AND a.recorded <= revision AND revision < a.retracted AND a.since <= $on AND $on < a.until } | p.id]}
  } AS people
