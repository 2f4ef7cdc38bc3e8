// The matters of a day, with their kinds and categories.
// params: on, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision, g.revision AS published
RETURN revision, published,
  COLLECT {
    MATCH (m:Matter)-[c:IN_CATEGORY]->(category)
    WHERE c.recorded <= revision AND revision < c.retracted AND c.since <= $on AND $on < c.until
    RETURN {id: m.id, name: m.name, name_en: m.name_en, kind: c.kind, home: c.home, category: category.id}
  } AS matters
