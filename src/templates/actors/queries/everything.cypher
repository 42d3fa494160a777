// title: The whole graph
// audience: teacher
// hint: draw it: `:export graph.svg`
MATCH (a)-[r]->(b)
RETURN a, r, b
