// title: Which names does the article print otherwise than they are spelt?
// audience: student, teacher
// hint: `printed` are the other spellings, a metonym marked as such; `note` explains.
MATCH (node)
WHERE node.anomaly IN ['misprint', 'name-order'] AND NOT node:Claim
RETURN node, labels(node)[-1] AS label, coalesce(node.printed, node.aliases) AS printed, node.anomaly AS anomaly,
       node.note AS note
ORDER BY label, node.name
