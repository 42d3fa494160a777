// title: How are Russian, Kazakh and English used as politics?
// audience: student, teacher
// hint: Every tie of the three languages and the alphabet reform.
MATCH (a)-[tie]->(b)
WHERE any(id IN [a.id, b.id] WHERE id IN ['russian-language', 'kazakh-language', 'english-language',
                                          'latin-alphabet-switch'])
  AND type(tie) <> 'ABOUT'
RETURN a, tie, b, type(tie) AS tie_type, coalesce(tie.effect, tie.stance, tie.means, tie.role) AS how,
       tie.status AS status
ORDER BY a.name, tie_type, b.name, how
LIMIT 60
