// title: Where do the places of the article lie?
// audience: student
// hint: Each path leads from a city, region or base up to a state.
MATCH way = (place)-[:LOCATED_IN*1..3]->(state:State)
WHERE place:Place OR place:Infrastructure
RETURN way, [step IN nodes(way) | step.name] AS steps
ORDER BY state.name, steps
LIMIT 60
