// title: Claims that disagree
// audience: teacher
// hint: draw it: `:export claims-that-disagree.svg`
MATCH (a:Claim)-[r:DISAGREES_WITH]->(b:Claim)
RETURN a, r, b
