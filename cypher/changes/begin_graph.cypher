// Makes the two nodes that count revisions, where they are not there yet.
// params:
UNWIND ['head', 'published'] AS id
MERGE (g:Graph {id: id})
ON CREATE SET g.revision = 0
RETURN count(g) AS graphs
