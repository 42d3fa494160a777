// title: Which questions have more than one answer?
// audience: teacher, student
// hint: Good for a seminar. `contradictions` counts pairs of answers that exclude each other.
MATCH (claim:Claim)
WITH claim.question AS question, collect(claim) AS claims
WHERE size(claims) > 2
UNWIND claims AS claim
OPTIONAL MATCH (claim)-[clash:DISAGREES_WITH]->(:Claim {question: question})
OPTIONAL MATCH (holder)-[:ARGUES]->(claim)
WITH question, count(DISTINCT claim) AS answers, count(DISTINCT clash) AS contradictions,
     count(DISTINCT holder) AS holders
RETURN question, answers, contradictions, holders
ORDER BY contradictions DESC, answers DESC, question
LIMIT 60
