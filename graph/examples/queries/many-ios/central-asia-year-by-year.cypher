// To how many formal organisations did the states of Central Asia belong, in every fifth year?
MATCH (state:State)-[m:MEMBER_OF]->(:Organisation {kind: 'formal intergovernmental organisation'})
WHERE state.id IN ['kaz', 'kgz', 'tjk', 'tkm', 'uzb'] AND m.year IN [1995, 2000, 2005, 2010]
RETURN state.name AS state,
  count(CASE m.year WHEN 1995 THEN 1 END) AS in_1995, count(CASE m.year WHEN 2000 THEN 1 END) AS in_2000,
  count(CASE m.year WHEN 2005 THEN 1 END) AS in_2005, count(CASE m.year WHEN 2010 THEN 1 END) AS in_2010
ORDER BY in_2010 DESC, state
