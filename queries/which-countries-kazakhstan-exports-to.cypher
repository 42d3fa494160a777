// title: Which countries does Kazakhstan export to?
// audience: student, teacher
// param: year = 2023 (the year of the figures)
// hint: Rows without a share come with a volume or a value where the article prints one.
MATCH (kazakhstan:State {id: 'kazakhstan'})-[trade:TRADES_WITH {flow: 'export', year: $year}]->(partner)
RETURN kazakhstan, trade, partner, trade.product AS product, trade.share_percent AS share_percent,
       coalesce(trade.value_usd_million, trade.volume) AS amount, trade.unit AS unit,
       trade.table AS table, trade.status AS status, trade.note AS why
ORDER BY trade.rank, share_percent DESC, product, partner.name, amount
