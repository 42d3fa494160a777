// title: Which dated relations certainly held in a year?
// audience: researcher
// param: date = '2022' (a date or interval)
// hint: `AS OF CERTAINLY` drops what carries no date and what is doubtful, such as `2022?`.
AS OF CERTAINLY $date WITHOUT context
MATCH (a)-[relation]->(b)
WHERE NOT a:Claim AND NOT b:Claim AND NOT a:Work AND NOT b:Work
RETURN a.name AS from, relation, b.name AS to, coalesce(relation.at, relation.start, relation.year) AS date
ORDER BY from, to, date
LIMIT 60
