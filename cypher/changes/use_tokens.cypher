// Notes when tokens were last used.
// params: rows
UNWIND $rows AS row
MATCH (t:Token {id: row.digest})
SET t.used = row.at
RETURN count(t) AS tokens
