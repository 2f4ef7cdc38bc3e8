// Takes the next revision as take_revision does, and reads in the same trip what post_tenures reads of the one before.
// params: post, person
MATCH (g:Graph {id: 'head'}) SET g.revision = g.revision + 1
WITH g.revision AS taken, g.revision - 1 AS revision
RETURN taken AS revision,
  COLLECT {
    MATCH (a:Post {id: $post})-[r:POST_IN]->(b:Unit)
    WHERE r.recorded <= revision AND revision < r.retracted
    RETURN {end: b.id, since: r.since, until: r.until, single: r.single,
      lives: [(b)-[l:AT_LEVEL]->() WHERE l.recorded <= revision AND revision < l.retracted | [l.since, l.until]]}
  } AS post_in,
  COLLECT {
    MATCH (b:Post {id: $post})<-[r:HOLDS]-(a:Person)
    WHERE r.recorded <= revision AND revision < r.retracted
    RETURN {start: a.id, end: b.id, since: r.since, until: r.until, recorded: r.recorded,
      basis: r.basis, planned_end: r.planned_end, approved_by: r.approved_by, publish: r.publish}
  } AS holds,
  COLLECT {
    MATCH (:Person {id: $person})-[r:OF_KIND]->(:Kind)
    WHERE r.recorded <= revision AND revision < r.retracted
    RETURN [r.since, r.until]
  } AS person
