// title: Which stances of an actor stand without a source?
// audience: researcher
// param: source = 'vanderhill-2020' (a work, an author or a school)
// param: actor = 'kazakhstan' (its id)
// hint: A stance stands as long as one passage bears it out that does not rest on the source alone.
WITHOUT $source
MATCH (actor {id: $actor})-[stance:STANCE_ON]->(on)
RETURN stance.stance AS stance, on.name AS on, stance.status AS status
ORDER BY stance, on
