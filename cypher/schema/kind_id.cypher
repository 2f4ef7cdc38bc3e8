// Each Kind has its own id.
// params:
CREATE CONSTRAINT kind_id IF NOT EXISTS FOR (n:Kind) REQUIRE n.id IS UNIQUE
