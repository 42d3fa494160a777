// title: What does the article say about Xinjiang, the Uighurs and the Kazakhs of China?
// audience: student
// hint: Read each row from left to right.
MATCH (a)-[tie]->(b)
WHERE type(tie) <> 'ABOUT'
  AND any(id IN [a.id, b.id] WHERE id IN ['xinjiang', 'uighurs', 'uighur-persecution', 'kazakh-minority-incidents',
                                          'kazakh-minority-in-china'])
RETURN a, tie, b, type(tie) AS tie_type, coalesce(tie.effect, tie.stance, tie.means, tie.role) AS how,
       tie.status AS status
ORDER BY a.name, tie_type, b.name, how
