// A matter's category, kind and home: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Matter {id: row.start})
MATCH (b:Matter {id: row.end})
CREATE (a)-[r:IN_CATEGORY {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
