// title: Which claims go further than their source, or have none?
// audience: researcher, teacher
// hint: `note` tells what is missing. These are claims to check before they are quoted.
MATCH (holder)-[argues:ARGUES]->(claim:Claim {anomaly: 'loose-claim'})
WITH claim, holder.name AS name
ORDER BY name
RETURN claim, claim.text AS text, collect(DISTINCT name) AS held_by, claim.note AS note
ORDER BY text
LIMIT 60
