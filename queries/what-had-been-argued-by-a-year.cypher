// title: What had been argued by a year?
// audience: researcher, student
// param: date = '2015' (a year)
// hint: A claim carries the year of the work that states it, and stays on record from then on.
AS OF $date
MATCH (who)-[a:ARGUES]->(claim:Claim)
RETURN a.year AS year, who.name AS who, claim.text AS claim
ORDER BY year, who, claim
LIMIT 60
