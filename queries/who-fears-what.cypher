// title: Who fears what?
// audience: student, teacher
// hint: Fears, distrust, alarm and suspicion, as the article words them.
MATCH (who)-[stance:STANCE_ON]->(what)
WHERE any(word IN ['fear', 'alarm', 'distrust', 'suspicion', 'wants to avoid'] WHERE stance.stance CONTAINS word)
  AND none(word IN ['not fear', 'unfounded'] WHERE stance.stance CONTAINS word)
RETURN who, stance, what, stance.stance AS how, stance.status AS status
ORDER BY who.name, what.name, how
