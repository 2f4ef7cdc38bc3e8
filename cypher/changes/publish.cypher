// Makes a committed revision the one that readers see; it never goes back.
// params: revision
MATCH (g:Graph {id: 'published'})
SET g.revision = CASE WHEN g.revision < $revision THEN $revision ELSE g.revision END
