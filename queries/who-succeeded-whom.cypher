// title: Which states, bodies and office-holders succeeded which?
// audience: student, researcher
// hint: `reported` are the rival views on where the Kazakh state comes from.
MATCH (later)-[succeeds:SUCCEEDS]->(earlier)
WHERE NOT later:Event AND NOT earlier:Event
RETURN later, succeeds, earlier, succeeds.at AS date, succeeds.office AS office, succeeds.status AS status,
       succeeds.note AS note
ORDER BY date, later.name, earlier.name
