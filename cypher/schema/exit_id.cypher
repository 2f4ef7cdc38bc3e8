// Each Exit has its own id.
// params:
CREATE CONSTRAINT exit_id IF NOT EXISTS FOR (n:Exit) REQUIRE n.id IS UNIQUE
