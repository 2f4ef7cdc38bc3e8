// A level's line: believed from this change's revision on.
// params: rows
UNWIND $rows AS row
MATCH (a:Level {id: row.start})
MATCH (b:Line {id: row.end})
CREATE (a)-[r:LEVEL_OF {since: row.since, until: row.until, recorded: row.revision, retracted: 2147483647}]->(b)
SET r += row.values
