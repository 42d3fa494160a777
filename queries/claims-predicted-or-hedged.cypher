// title: Which claims are predictions, conditions or held with reserve?
// audience: researcher, teacher
// hint: The status is that of the wording, not of the facts.
MATCH (holder)-[argues:ARGUES]->(claim:Claim)
WHERE argues.status IN ['predicted', 'hedged', 'conditional']
RETURN holder, argues, claim, argues.status AS status, argues.year AS year, claim.text AS text
ORDER BY status, year, text, holder.name
