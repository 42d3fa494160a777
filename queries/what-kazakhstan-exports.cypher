// title: What does Kazakhstan export?
// audience: student
// param: year = 2023 (the year of the figures)
// hint: Shares of all exports by value, from Table I. Goods that the table only names come last, without a share.
MATCH (kazakhstan:State {id: 'kazakhstan'})-[export:EXPORTS {year: $year}]->(good:Resource)
WHERE export.destination IS NULL
RETURN kazakhstan, export, good, export.rank AS rank, export.share_percent AS share_percent,
       export.table AS table, export.status AS status
ORDER BY rank, share_percent DESC, good.name
