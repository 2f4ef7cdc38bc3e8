// The notice boards printed last for each place or unit, by id after a given one.
// params: after, most
MATCH (b:Board)
WHERE b.id > $after
RETURN b.id AS id, b.kind AS kind, b.root AS root, b.paper AS paper, b.revision AS revision, b.printed_on AS on, b.at AS at, b.actor AS actor, b.said AS said
ORDER BY id LIMIT $most
