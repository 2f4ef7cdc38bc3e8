// Place nodes and their values without revisions, made where they are not there yet.
// params: rows
UNWIND $rows AS row
MERGE (n:Place {id: row.id})
SET n += row.values
