// Which states belonged to the most formal organisations in 2010?
MATCH (state:State)-[m:MEMBER_OF {year: 2010}]->(:Organisation {kind: 'formal intergovernmental organisation'})
RETURN state.name AS state, count(*) AS organisations
ORDER BY organisations DESC, state
LIMIT 5
