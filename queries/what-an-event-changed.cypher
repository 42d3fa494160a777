// title: What did an event change?
// audience: student, teacher
// param: event = 'War in Ukraine' (the name of an event)
// hint: Read `effect` as the end of the sentence. Rows with status `negated` say what did not change.
MATCH (event:Event)-[changes:AFFECTS|INFLUENCES]->(what)
WHERE named(event, $event)
RETURN event, changes, what, coalesce(changes.effect, changes.means) AS effect, changes.status AS status
ORDER BY what.name, effect
LIMIT 60
