// title: Which claims rest on a citation that resolves to nothing?
// audience: researcher
// hint: The reader can't check these against their source.
MATCH (holder)-[argues:ARGUES]->(claim:Claim)-[stated:STATED_IN]->(work:Work {kind: 'stub'})
RETURN holder, argues, claim, stated, work, claim.text AS text
ORDER BY work.id, text, holder.name
