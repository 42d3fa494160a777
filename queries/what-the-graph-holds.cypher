// title: What does the graph hold?
// audience: student, teacher
// hint: Nodes by label and relations by type. A scholar counts as person and as scholar.
MATCH (node)
UNWIND labels(node) AS name
RETURN 'label' AS what, name, count(*) AS number
ORDER BY number DESC, name
UNION ALL
MATCH ()-[tie]->()
RETURN 'type' AS what, type(tie) AS name, count(*) AS number
ORDER BY number DESC, name
