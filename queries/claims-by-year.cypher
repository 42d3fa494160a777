// title: From which years are the claims, and who made them?
// audience: researcher
// hint: A claim has the year of the work that makes it, not of the article that reports it.
MATCH (holder)-[argues:ARGUES]->(claim:Claim)
WITH argues.year AS year, claim, holder.name AS name
ORDER BY name
WITH year, count(DISTINCT claim) AS claims, collect(DISTINCT name) AS holders
RETURN year, claims, size(holders) AS holders, holders[0..5] AS for_example
ORDER BY year DESC
