// Which states make up Central Asia, what are they called in Russian and Chinese, and what are their codes?
MATCH (capital:Place {kind: 'capital'})-[:LOCATED_IN]->(state:State)-[:LOCATED_IN]->(:Place {id: 'region-central-asia'})
RETURN state.name AS state, state.names.ru AS russian, state.names.zh AS chinese, state.ids.iso3 AS iso3, capital.name AS capital
ORDER BY state
