// A line's role: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Line {id: row.start})
MATCH (b:Kind {id: row.end})
CREATE (a)-[r:OF_KIND {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
