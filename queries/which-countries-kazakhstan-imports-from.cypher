// title: Which countries does Kazakhstan import from?
// audience: student, teacher
// param: year = 2023 (the year of the figures)
// hint: Shares are as the article prints them. `disputed` means that the figure can't stand as printed;
// hint: `why` tells the reason.
MATCH (kazakhstan:State {id: 'kazakhstan'})-[trade:TRADES_WITH {flow: 'import', year: $year}]->(partner)
RETURN kazakhstan, trade, partner, trade.rank AS rank, trade.share_percent AS share_percent,
       trade.table AS table, trade.status AS status, trade.note AS why
ORDER BY rank, share_percent DESC, partner.name
