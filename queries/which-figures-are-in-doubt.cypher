// title: Which printed figures of trade are in doubt, and why?
// audience: researcher, teacher
// hint: `share_percent` or `amount` is the printed figure. `anomaly` names the kind of doubt.
MATCH (seller:State)-[figure:TRADES_WITH|EXPORTS {status: 'disputed'}]->(other)
RETURN seller, figure, other, figure.flow AS flow, figure.share_percent AS share_percent,
       coalesce(figure.value_usd_million, figure.volume) AS amount, figure.unit AS unit, figure.year AS year,
       figure.table AS table, figure.anomaly AS anomaly, figure.note AS why
ORDER BY table, figure.rank, type(figure), other.name, amount
