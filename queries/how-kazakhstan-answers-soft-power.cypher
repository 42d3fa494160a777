// title: How does Kazakhstan answer Russian soft power, and who says so?
// audience: student, teacher
// hint: Claims with their holders and the works that they are stated in.
MATCH (holder)-[argues:ARGUES]->(claim:Claim)-[stated:STATED_IN]->(work:Work)
WHERE claim.question IN ['How does Kazakhstan answer Russian soft power?',
                         'How strong is the Russian language in Kazakhstan?',
                         'What does Russian soft power achieve in Kazakhstan?']
RETURN holder, argues, claim, stated, work, claim.question AS question, claim.text AS text, argues.year AS year
ORDER BY question, text, holder.name, work.id
