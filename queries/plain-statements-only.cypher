// title: How do Russia and China stand to Kazakhstan, by plain statements alone?
// audience: student, teacher
// hint: What is implied, reported, hedged, predicted, conditional, disputed or denied is left out, and so is the
// hint: layer `context`.
ACCEPT stated
MATCH (power:State)-[relation]-(:State {id: 'kazakhstan'})
WHERE power.id IN ['russia', 'china']
RETURN power.name AS power, type(relation) AS relation,
       coalesce(relation.stance, relation.effect, relation.means, relation.field, relation.kind) AS how
ORDER BY power, relation, how
LIMIT 60
