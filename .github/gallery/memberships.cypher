// title: Kazakhstan’s clubs and their members in 2005 and in 2023
// says: Which memberships stayed, which came and which went between the two years?
// options: --layout layers --as-of 2023 --against 2005
MATCH p = (:State)-[:MEMBER_OF]->(club:Organisation)
WHERE club.id IN ['csto', 'eaeu', 'eurasec', 'sco']
RETURN p
