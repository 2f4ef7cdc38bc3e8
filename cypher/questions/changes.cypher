// The changes after a revision, oldest first.
// params: after, most
MATCH (c:Change)
WHERE c.revision > $after
RETURN c.revision AS revision, c.at AS at, c.actor AS actor, c.kind AS kind, c.reason AS reason, c.body AS body
ORDER BY c.revision
LIMIT $most
