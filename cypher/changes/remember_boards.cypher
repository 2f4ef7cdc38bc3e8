// Remembers of each board what was printed last, at which revision, when and by whom.
// params: rows
UNWIND $rows AS row
MERGE (b:Board {id: row.id})
SET b += row.values
