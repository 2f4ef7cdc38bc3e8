// The row that tells of a change, beside its facts.
// params: revision, at, actor, kind, reason, body
CREATE (c:Change {revision: $revision, at: $at, actor: $actor, kind: $kind, reason: $reason, body: $body})
RETURN c.revision AS revision
