// Makes an account, and no row where one of that name is there already.
// params: name, role, within, at
OPTIONAL MATCH (old:Account {id: $name})
WITH old WHERE old IS NULL
CREATE (a:Account {id: $name, role: $role, at: $at})
SET a.within = $within
RETURN a.id AS name
