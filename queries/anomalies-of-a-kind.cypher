// title: Which relations does one kind of oddity touch?
// audience: researcher
// param: anomaly = 'misdated-source' (a kind from `anomalies-by-kind`)
// hint: `note` tells what is odd.
MATCH (a)-[tie {anomaly: $anomaly}]->(b)
RETURN a, tie, b, type(tie) AS tie_type, tie.status AS status, tie.note AS note
ORDER BY a.name, tie_type, b.name, note
LIMIT 60
