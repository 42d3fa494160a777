// title: Which numbers does the article print?
// audience: student, researcher, teacher
// hint: Every figure of text and tables with its unit. `anomaly` marks those in doubt.
MATCH (number:Statistic)
RETURN number.subject AS subject, number.value AS value, number.unit AS unit, number.year AS year,
       number.table AS table, number.anomaly AS anomaly, number.note AS note
ORDER BY table, year, subject, value
