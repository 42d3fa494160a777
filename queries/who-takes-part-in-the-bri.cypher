// title: Who takes part in the Belt and Road Initiative?
// audience: student
// hint: States come from documents outside the article; no state is a member. Without `since` the sources give
// hint: no date.
MATCH (who)-[part:PARTICIPATED_IN]->(bri:Initiative {id: 'bri'})
RETURN who, part, bri, part.role AS role, part.start AS since, part.end AS until, part.status AS status,
       sources(part) AS sources
ORDER BY since, who.name, role
