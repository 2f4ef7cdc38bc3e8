// The unit that keeps a person's Party membership: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.start})
MATCH (b:Unit {id: row.end})
CREATE (a)-[r:PARTY_AT {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
