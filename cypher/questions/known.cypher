// What an id is known as, at a revision on any day: household, unit, place, post, person.
// params: id, revision
MATCH (g:Graph {id: 'published'})
WITH coalesce($revision, g.revision) AS revision
RETURN
  EXISTS { MATCH (:Household {id: $id})-[r:LIVES_IN]->() WHERE r.recorded <= revision AND revision < r.retracted } AS household,
  EXISTS { MATCH (:Unit {id: $id})-[r:AT_LEVEL]->() WHERE r.recorded <= revision AND revision < r.retracted } AS unit,
  EXISTS { MATCH (:Place {id: $id})-[r:OF_KIND]->() WHERE r.recorded <= revision AND revision < r.retracted } AS place,
  EXISTS { MATCH (:Post {id: $id})-[r:POST_IN]->() WHERE r.recorded <= revision AND revision < r.retracted } AS post,
  EXISTS { MATCH (:Person {id: $id})-[r:OF_KIND]->() WHERE r.recorded <= revision AND revision < r.retracted } AS person
