// title: Who disagrees with whom, the author of the article left out?
// audience: researcher
// param: author = 'rafael-santiago-orti' (an author)
// hint: Claims that this author alone argues fall with him, and their contradictions with them. What he
// hint: only reports from others stands by the works that he cites.
WITHOUT $author
MATCH (one)-[:ARGUES]->(a:Claim)-[r:DISAGREES_WITH]->(b:Claim)<-[:ARGUES]-(other)
RETURN one.name AS one, a.name AS holds, other.name AS other, b.name AS against, r.basis AS basis
ORDER BY one, holds, other, against
LIMIT 60
