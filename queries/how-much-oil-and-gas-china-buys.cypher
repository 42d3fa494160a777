// title: How much Kazakh oil and gas goes to China, and can the figures be right?
// audience: student, researcher
// hint: Value and volume of one year don't fit each other: read `why` before quoting a figure.
MATCH (kazakhstan:State {id: 'kazakhstan'})-[sale:TRADES_WITH {flow: 'export'}]->(china:State {id: 'china'})
WHERE sale.product IS NOT NULL
RETURN sale.product AS product, sale.year AS year, sale.volume AS volume, sale.value_usd_million AS usd_million,
       sale.unit AS unit, sale.status AS status, sale.anomaly AS anomaly, sale.note AS why
ORDER BY product, year, volume, usd_million
