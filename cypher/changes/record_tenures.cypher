// A change of tenures alone, in one trip: those no longer believed, those believed from it on, and the row that tells of it.
// params: retract, record, revision, at, actor, kind, reason, body, posts, people, units, undoes
UNWIND $retract AS row
MATCH (:Person {id: row.start})-[r:HOLDS]->(:Post {id: row.end})
WHERE r.since = row.since AND r.recorded = row.recorded AND r.retracted = 2147483647
SET r.retracted = $revision
WITH count(r) AS retracted
UNWIND $record AS row
MATCH (a:Person {id: row.start})
MATCH (b:Post {id: row.end})
CREATE (a)-[r:HOLDS {since: row.since, until: row.until, recorded: $revision, retracted: 2147483647}]->(b)
SET r += row.values
// A count of all rows is one row, whether there were any or none.
WITH count(r) AS recorded
CREATE (c:Change {revision: $revision, at: $at, actor: $actor, kind: $kind, reason: $reason, body: $body,
  posts: $posts, people: $people, units: $units, undoes: $undoes})
