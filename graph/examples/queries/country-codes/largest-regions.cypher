// Which regions of the world have the most countries?
MATCH (state:State)-[:LOCATED_IN]->(region:Place)-[:PART_OF]->(continent:Place)
RETURN region.name AS region, continent.name AS continent, count(*) AS countries
ORDER BY countries DESC, region
LIMIT 5
