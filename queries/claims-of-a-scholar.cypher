// title: What does a scholar claim, and in which work?
// audience: student, researcher
// param: name = 'Zhao Huasheng' (the name of a scholar)
// hint: `reported` claims reach us through the article only. `page` is the page that the article gives.
MATCH (scholar)-[argues:ARGUES]->(claim:Claim)
WHERE named(scholar, $name)
OPTIONAL MATCH (claim)-[stated:STATED_IN]->(work:Work)
RETURN scholar, argues, claim, stated, work, argues.year AS year, claim.text AS text, stated.page AS page,
       argues.status AS status
ORDER BY year, text, work.id
