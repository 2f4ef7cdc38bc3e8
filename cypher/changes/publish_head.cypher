// Marks the schema that stands and publishes what is committed; the mark is set first, since that waits for writers.
// params: schema
MATCH (head:Graph {id: 'head'})
SET head.schema = $schema
WITH head.id AS id
MATCH (g:Graph {id: id})
WITH g.revision AS revision
MATCH (published:Graph {id: 'published'})
SET published.revision = CASE WHEN published.revision < revision THEN revision ELSE published.revision END
RETURN published.revision AS revision
