// The notice board printed last for one place or unit.
// params: id
MATCH (b:Board {id: $id})
RETURN b.id AS id, b.kind AS kind, b.root AS root, b.paper AS paper, b.revision AS revision, b.printed_on AS on, b.at AS at, b.actor AS actor, b.said AS said
