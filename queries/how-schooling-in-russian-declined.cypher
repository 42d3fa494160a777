// title: How did schooling in Russian decline?
// audience: student
// hint: Shares of schools and of pupils, 2008 and 2020.
MATCH (number:Statistic)-[measures:MEASURES]->(schooling:Group)
WHERE number.id STARTS WITH 'stat-russian'
RETURN number, measures, schooling, number.year AS year, number.value AS value, number.unit AS unit
ORDER BY schooling.name, year
