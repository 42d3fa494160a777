// title: Which unnamed experts and groups are given views?
// audience: researcher, teacher
// hint: "Many experts" can't be checked: see whether the passage cites anybody.
MATCH (group:Group)-[argues:ARGUES]->(claim:Claim)
UNWIND evidence(argues) AS passage
RETURN group, argues, claim, passage.section AS section, passage.phrase AS phrase, passage.citing AS citing
ORDER BY group.name, claim.name, section, phrase
