// title: Which states and organisations surround an actor?
// audience: student
// param: name = 'Eurasian Economic Union' (a name, an acronym or another spelling)
// hint: Made to be drawn. For all that is known about one actor use `show`.
MATCH (actor)-[tie]-(other)
WHERE named(actor, $name) AND (other:State OR other:Organisation OR other:Initiative)
RETURN actor, tie, other, type(tie) AS tie_type, tie.status AS status
ORDER BY tie_type, other.name, coalesce(tie.start, ''), coalesce(tie.role, '')
LIMIT 60
