// Who is a member of the Eurasian Economic Union, and in how many organisations do they sit?
MATCH (state:State)-[:MEMBER_OF]->(:Organisation {id: 'org-eaeu'})
RETURN state.name AS state, COUNT { (state)-[:MEMBER_OF]->(:Organisation) } AS organisations
ORDER BY state
