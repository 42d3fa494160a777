// title: Lives in the order of birth
// audience: student
// hint: doubt is marked: `1950?` is probably 1950
MATCH (p:Person)
RETURN p.name AS person, p.born AS born, p.died AS died
ORDER BY born, person
