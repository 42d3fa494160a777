// title: Which relations are told most often?
// audience: teacher, researcher
// hint: Relations between actors, events and concepts with the most passages.
MATCH (a)-[tie]->(b)
WHERE NOT a:Claim AND NOT b:Claim AND type(tie) <> 'CITES' AND tie.status <> 'context'
RETURN a, tie, b, type(tie) AS tie_type, size(evidence(tie)) AS passages,
       [passage IN evidence(tie) | passage.section][0..10] AS sections
ORDER BY passages DESC, a.id, tie_type, b.id
LIMIT 25
