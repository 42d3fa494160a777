// title: What stances does an actor take?
// audience: student
// param: name = 'Kassym-Jomart Tokayev' (a name, an acronym or another spelling)
// hint: Read across: actor, stance, object.
MATCH (actor)-[stance:STANCE_ON]->(what)
WHERE named(actor, $name)
RETURN actor, stance, what, stance.stance AS how, coalesce(stance.at, stance.start) AS date, stance.status AS status
ORDER BY date, how, what.name
