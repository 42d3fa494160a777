// title: What characterises an actor?
// audience: student
// param: name = 'Kazakhstan' (a name, an acronym or another spelling)
// hint: Traits that the article ascribes; the note says where the wording is doubtful.
MATCH (actor)-[has:CHARACTERISED_BY]->(trait)
WHERE named(actor, $name)
RETURN actor, has, trait, trait.kind AS kind, has.status AS status, has.note AS note
ORDER BY trait.name
