// title: Which event followed which?
// audience: student, teacher
// hint: The article often gives the order of events without a date. Read each path from right to left.
MATCH sequence = (later:Event)-[:SUCCEEDS*1..3]->(earlier:Event)
WHERE NOT EXISTS { MATCH (:Event)-[:SUCCEEDS]->(later) }
  AND NOT EXISTS { MATCH (earlier)-[:SUCCEEDS]->(:Event) }
RETURN sequence, [event IN reverse(nodes(sequence)) | event.name] AS in_order
ORDER BY size(in_order) DESC, in_order
