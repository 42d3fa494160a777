// title: Which cities stand for which states?
// audience: student
// hint: "Moscow" means Russia in most of the article.
MATCH (node)
UNWIND node.aliases AS alias
WITH node, alias
WHERE alias CONTAINS '(metonym)'
RETURN node, replace(alias, ' (metonym)', '') AS metonym, labels(node)[0] AS label
ORDER BY node.name, metonym
