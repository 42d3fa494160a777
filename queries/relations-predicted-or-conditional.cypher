// title: What is predicted, or said under a condition?
// audience: researcher, teacher
// hint: Facts about actors, without claims.
MATCH (a)-[tie]->(b)
WHERE tie.status IN ['predicted', 'conditional'] AND NOT a:Claim AND NOT b:Claim
RETURN a, tie, b, type(tie) AS tie_type, coalesce(tie.effect, tie.stance, tie.means, tie.field, tie.kind) AS how,
       tie.status AS status
ORDER BY status DESC, a.name, tie_type, b.name, how
