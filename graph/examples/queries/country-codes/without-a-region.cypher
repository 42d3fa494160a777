// Which countries are placed in no region?
MATCH (state:State)
WHERE NOT EXISTS { (state)-[:LOCATED_IN]->(:Place) }
RETURN state.name AS state, state.ids.iso2 AS iso2
ORDER BY state
