// title: What rests on one source?
// audience: researcher
// param: work = 'hudson-2022' (the id of a work)
// hint: Relations whose passage cites this work, or that come from it, without claims and bibliographic records.
MATCH (a)-[tie]->(b)
WHERE NOT type(tie) IN ['ABOUT', 'STATED_IN', 'CITES', 'AUTHORED', 'PUBLISHED_IN', 'AGREES_WITH', 'DISAGREES_WITH',
                        'IN_SCHOOL']
  AND any(passage IN evidence(tie) WHERE passage.work = $work OR $work IN passage.citing)
RETURN a, tie, b, type(tie) AS tie_type, coalesce(tie.effect, tie.stance, tie.means, tie.field, tie.role) AS how,
       tie.status AS status, size(evidence(tie)) AS passages
ORDER BY a.name, tie_type, b.name, how
LIMIT 60
