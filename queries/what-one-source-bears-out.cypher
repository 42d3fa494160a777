// title: What do we know of an actor from one source alone?
// audience: researcher, teacher
// param: source = 'bohr-2019' (a work, an author or a school)
// param: actor = 'kazakhstan' (its id)
// hint: The lens accepts passages that stand in the source or cite it, and nothing else.
ACCEPT $source
MATCH (actor {id: $actor})-[relation]-(other)
WHERE NOT other:Claim AND NOT other:Work
RETURN type(relation) AS relation, other.name AS other, relation.status AS status
ORDER BY relation, other, status
LIMIT 60
