// title: How many claims does the article take from each source, and where?
// audience: researcher
// hint: Works by the number of claims that the article states from them.
MATCH (claim:Claim)-[stated:STATED_IN]->(work:Work)
UNWIND evidence(stated) AS passage
WITH work, count(DISTINCT claim) AS claims, collect(DISTINCT passage.section) AS found
UNWIND found AS section
WITH work, claims, section
ORDER BY section
RETURN work.id AS work, work.year AS year, claims, collect(section) AS sections
ORDER BY claims DESC, work
