// title: Could the shares of Tables II and III have changed places?
// audience: researcher, teacher
// hint: Italy leads the imports and China the exports as printed. `anomaly` marks the figures that look exchanged.
MATCH (:State {id: 'kazakhstan'})-[trade:TRADES_WITH]->(partner)
WHERE trade.table IN ['II', 'III']
WITH partner.name AS partner,
     max(CASE trade.table WHEN 'II' THEN trade.share_percent END) AS import_share_as_printed,
     max(CASE trade.table WHEN 'III' THEN trade.share_percent END) AS export_share_as_printed,
     max(trade.anomaly) AS anomaly
RETURN partner, import_share_as_printed, export_share_as_printed, anomaly
ORDER BY import_share_as_printed DESC, partner
