// title: Who trades with whom
// audience: student
// hint: as seen by the first of the two
MATCH (a)-[t:TRADES_WITH]->(b)
RETURN a.name AS who, t.flow AS flow, b.name AS partner, t.share_percent AS share, t.year AS year
ORDER BY year, share DESC
