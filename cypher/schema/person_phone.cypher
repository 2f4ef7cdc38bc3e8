// Prefix search over a person's phone.
// params:
CREATE INDEX person_phone IF NOT EXISTS FOR (n:Person) ON (n.phone)
