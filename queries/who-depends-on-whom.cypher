// title: Who depends on whom, and for what?
// audience: student, researcher
// hint: States and their governments only. `negated` rows say that the source denies the dependence.
MATCH (who)-[relies:RELIES_ON]->(what)
WHERE who:State OR who:Organisation OR who.id STARTS WITH 'central-asian'
RETURN who, relies, what, relies.field AS for_what, relies.status AS status
ORDER BY who.name, what.name, for_what
