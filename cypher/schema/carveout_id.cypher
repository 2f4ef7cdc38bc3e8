// Each Carveout has its own id.
// params:
CREATE CONSTRAINT carveout_id IF NOT EXISTS FOR (n:Carveout) REQUIRE n.id IS UNIQUE
