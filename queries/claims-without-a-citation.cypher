// title: How much does the author claim without citing anybody?
// audience: teacher, researcher
// hint: Claims that the author holds in his own name, by section.
MATCH (:Scholar {id: 'rafael-santiago-orti'})-[argues:ARGUES]->(claim:Claim)
WITH claim, head(evidence(argues)).section AS section,
     all(passage IN evidence(argues) WHERE size(passage.citing) = 0) AS uncited
ORDER BY section, claim.name
RETURN section, count(*) AS claims, sum(CASE WHEN uncited THEN 1 ELSE 0 END) AS without_a_citation,
       [found IN collect(CASE WHEN uncited THEN claim.name END) WHERE found IS NOT NULL][0..4] AS for_example
ORDER BY section
