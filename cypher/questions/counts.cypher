// The two nodes that count revisions, and the mark of the schema that stands.
// params:
UNWIND ['head', 'published'] AS id
MATCH (g:Graph {id: id})
RETURN g.id AS id, g.revision AS revision, g.schema AS schema
