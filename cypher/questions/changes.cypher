// The changes between two revisions, oldest first or newest; an empty actor, post, person or unit is any, and so is time left open.
// params: after, before, newest, most, actor, post, person, unit, from, to
MATCH (g:Graph {id: 'published'})
MATCH (c:Change)
WHERE c.revision > $after AND c.revision < $before AND c.revision <= g.revision
  AND ($actor = '' OR c.actor = $actor)
  AND ($post = '' OR $post IN c.posts)
  AND ($person = '' OR $person IN c.people)
  AND ($unit = '' OR $unit IN c.units)
  AND $from <= c.at AND c.at < $to
RETURN c.revision AS revision, c.at AS at, c.actor AS actor, c.kind AS kind, c.reason AS reason, c.body AS body,
  c.households AS households, c.units AS units, COLLECT { MATCH (u:Change {undoes: c.revision}) WHERE u.revision <= g.revision RETURN u.revision } AS undone
ORDER BY CASE WHEN $newest THEN -revision ELSE revision END
LIMIT $most
