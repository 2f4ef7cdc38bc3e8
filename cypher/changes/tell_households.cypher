// The households of a change, kept beside its row once they have been worked out; what stands there already stays.
// params: revision, households
MATCH (c:Change {revision: $revision})
WHERE c.households IS NULL
SET c.households = $households
