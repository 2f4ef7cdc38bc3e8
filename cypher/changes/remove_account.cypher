// Closes an account: its name stays taken, since changes tell of it; its password goes.
// params: name, at
MATCH (a:Account {id: $name})
SET a.removed = $at, a.password = null
RETURN a.id AS name
