// title: What does the article say is not so?
// audience: student, teacher
// hint: Read each row with "not".
MATCH (a)-[tie {status: 'negated'}]->(b)
RETURN a, tie, b, type(tie) AS tie_type, coalesce(tie.effect, tie.stance, tie.means, tie.field, tie.kind) AS how,
       tie.note AS note
ORDER BY a.name, tie_type, b.name, how
