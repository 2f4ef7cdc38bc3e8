// Deletes everything: for tests and the demonstration.
// params:
MATCH (n) DETACH DELETE n
