// title: Through which instruments does Russia exert soft power, and on whom?
// audience: student, teacher
// hint: Ties of Russia to the instruments, and of the instruments to those they reach.
MATCH (a)-[tie]->(b)
WHERE type(tie) IN ['PROMOTES', 'RELIES_ON', 'INFLUENCES', 'AFFECTS']
  AND ((a.id = 'russia' AND EXISTS { MATCH (b)-[:PART_OF*0..1]->({id: 'soft-power'}) })
    OR EXISTS { MATCH (a)-[:PART_OF*0..1]->({id: 'soft-power'}) })
RETURN a, tie, b, type(tie) AS tie_type, coalesce(tie.means, tie.effect, tie.field) AS how, tie.status AS status
ORDER BY a.name, tie_type, b.name, how
LIMIT 60
