// Prefix search over a person's initials.
// params:
CREATE INDEX person_initials IF NOT EXISTS FOR (n:Person) ON (n.initials)
