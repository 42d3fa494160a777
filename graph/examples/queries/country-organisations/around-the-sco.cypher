// Who sits in the Shanghai Cooperation Organisation, and as what?
MATCH (state:State)-[r:MEMBER_OF|PARTICIPATED_IN]->(:Organisation {id: 'org-sco'})
WITH state, r ORDER BY state.name
RETURN coalesce(r.role, 'member') AS role, count(DISTINCT state) AS states, collect(DISTINCT state.name) AS names
ORDER BY states DESC, role
