// title: Three lines of scholarship, and where they contradict each other
// says: Which claims of the Western, Chinese and Russian lines can't all be right?
// options: --layout stress
MATCH p = (:School)<-[:IN_SCHOOL]-(a:Claim)-[:DISAGREES_WITH]-(b:Claim)-[:IN_SCHOOL]->(:School)
RETURN p ORDER BY a.id, b.id LIMIT 40
