// A post's unit: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Post {id: row.start})
MATCH (b:Unit {id: row.end})
CREATE (a)-[r:POST_IN {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
