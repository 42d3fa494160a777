// title: What does the article say about the Russian minority in Kazakhstan?
// audience: student, teacher
// hint: Read each row from left to right; `negated` rows deny the tie.
MATCH (a)-[tie]->(b)
WHERE (a.id = 'russian-minority' OR b.id = 'russian-minority') AND type(tie) <> 'ABOUT'
RETURN a, tie, b, type(tie) AS tie_type, coalesce(tie.effect, tie.stance, tie.means, tie.field) AS how,
       tie.status AS status
ORDER BY tie_type, a.name, b.name, how
