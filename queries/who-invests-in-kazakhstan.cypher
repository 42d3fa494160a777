// title: Who invests in Kazakhstan and in Central Asia?
// audience: student
// hint: The article names investors, not sums.
MATCH (investor)-[invests:INVESTS_IN]->(target)
RETURN investor, invests, target, invests.field AS field, invests.status AS status, invests.note AS note
ORDER BY investor.name, target.name, field
