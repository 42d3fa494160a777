// title: Which answers does a question get?
// audience: student, teacher
// param: question = 'Will Russia and China clash in Central Asia?' (a question from `questions-with-several-answers`)
// hint: Lay the answers side by side; `at_odds_with` counts the other answers that contradict this one.
MATCH (holder)-[:ARGUES]->(claim:Claim {question: $question})
WITH claim, holder.name AS name
ORDER BY name
WITH claim, collect(DISTINCT name) AS held_by
RETURN claim.text AS answer, held_by,
       COUNT { MATCH (claim)-[:DISAGREES_WITH]-(:Claim {question: $question}) } AS at_odds_with
ORDER BY at_odds_with DESC, answer
