// One account by its name, with what a password is checked against.
// params: name
MATCH (a:Account {id: $name})
RETURN a.id AS name, a.role AS role, a.within AS within, a.removed AS removed, a.password AS password
