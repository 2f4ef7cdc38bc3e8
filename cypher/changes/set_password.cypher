// Gives an account a password, of which the argon2 hash alone is kept.
// params: name, password
MATCH (a:Account {id: $name})
SET a.password = $password
RETURN a.id AS name
