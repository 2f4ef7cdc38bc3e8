// Gives an account another role and reach.
// params: name, role, within
MATCH (a:Account {id: $name})
SET a.role = $role, a.within = $within
RETURN a.id AS name
