// title: Which steps show that Kazakhstan and Russia drifted apart?
// audience: student, teacher
// hint: What Kazakhstan, its government and Tokayev did or said against Moscow's wishes, and Moscow's answers.
MATCH (who)-[tie:STANCE_ON|AFFECTS|PARTICIPATED_IN]->(what)
WHERE who.id IN ['kassym-jomart-tokayev', 'kazakhstan', 'kazakh-government', 'russia', 'supply-cuts']
  AND EXISTS { MATCH (what)-[:PART_OF|SUCCEEDS|LOCATED_IN*0..1]-(hub)
               WHERE hub.id IN ['tokayev-disagreements', 'supply-cuts', 'tokayev-putin-cooling'] }
RETURN who, tie, what, type(tie) AS tie_type, coalesce(tie.stance, tie.effect, tie.role) AS how,
       coalesce(tie.at, tie.start) AS date, tie.status AS status
ORDER BY date, who.name, what.name, how
LIMIT 60
