// Declared kin: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.start})
MATCH (b:Person {id: row.end})
CREATE (a)-[r:KIN_OF {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
