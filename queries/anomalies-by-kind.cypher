// title: What is odd about the text, and how often?
// audience: teacher, researcher
// hint: An oddity touches every record that rests on the passage: the counts are of records, not of mistakes.
MATCH (node) WHERE node.anomaly IS NOT NULL
WITH node.anomaly AS anomaly, node.name AS example
ORDER BY anomaly, example
RETURN anomaly, 'nodes' AS records, count(*) AS number, collect(DISTINCT example)[0..3] AS for_example
ORDER BY anomaly
UNION ALL
MATCH (a)-[tie]->(b) WHERE tie.anomaly IS NOT NULL
WITH tie.anomaly AS anomaly, a.name + ' - ' + b.name AS example
ORDER BY anomaly, example
RETURN anomaly, 'relations' AS records, count(*) AS number, collect(DISTINCT example)[0..3] AS for_example
ORDER BY anomaly
