// title: Whom does the article put into which line of scholarship?
// audience: student, teacher
// hint: Only where the text presents the scholar as an example; nationality plays no part.
MATCH (scholar:Scholar)-[belongs:IN_SCHOOL]->(school:School)
RETURN scholar, belongs, school, belongs.status AS status, COUNT { MATCH (scholar)-[:ARGUES]->(:Claim) } AS claims
ORDER BY school.name, scholar.name
