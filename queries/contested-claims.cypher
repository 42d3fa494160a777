// title: Which claims contradict each other, and why?
// audience: student, researcher
// hint: `basis` is `text` where the article sets the two side by side, `reading` where the makers of the graph do.
MATCH (a:Claim)-[clash:DISAGREES_WITH]->(b:Claim)
RETURN a.text AS claim, b.text AS contradicts, clash.reason AS reason, clash.basis AS basis, clash.status AS status
ORDER BY basis DESC, claim, contradicts
