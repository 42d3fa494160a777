// title: Where do Russia and China cooperate, and where do they compete?
// audience: student, teacher
// hint: `negated` rows are conflicts that a source denies; `predicted` ones are expected.
MATCH (china:State {id: 'china'})-[tie:PARTNERS_WITH|COMPETES_WITH]-(russia:State {id: 'russia'})
RETURN china, tie, russia, type(tie) AS tie_type, tie.kind AS kind, tie.field AS field, tie.status AS status
ORDER BY tie_type DESC, status, kind, field
