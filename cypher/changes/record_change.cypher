// The row that tells of a change, beside its facts: with the posts, people and units it touches, and the change it undoes, if any.
// params: revision, at, actor, kind, reason, body, posts, people, units, undoes
CREATE (c:Change {revision: $revision, at: $at, actor: $actor, kind: $kind, reason: $reason, body: $body,
  posts: $posts, people: $people, units: $units, undoes: $undoes})
RETURN c.revision AS revision
