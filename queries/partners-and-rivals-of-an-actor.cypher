// title: Who are an actor's partners and rivals?
// audience: student
// param: name = 'Kazakhstan' (a name, an acronym or another spelling)
// hint: One actor can be both. `negated` says that a source denies it.
MATCH (actor)-[tie:PARTNERS_WITH|COMPETES_WITH]-(other)
WHERE named(actor, $name)
RETURN actor, tie, other, CASE type(tie) WHEN 'PARTNERS_WITH' THEN 'partner' ELSE 'rival' END AS as_what,
       tie.kind AS kind, tie.field AS field, tie.status AS status
ORDER BY as_what, other.name, kind, field
