// When did the five states of Central Asia join how many intergovernmental organisations?
MATCH (state:State)-[m:MEMBER_OF]->(:Organisation)
WHERE state.id IN ['kazakhstan', 'kyrgyzstan', 'tajikistan', 'turkmenistan', 'uzbekistan'] AND m.start >= '1991'
WITH state.name AS state, toInteger(m.start) AS year
RETURN state, count(*) AS joined,
  count(CASE WHEN year = 1991 THEN 1 END) AS in_1991,
  count(CASE WHEN year = 1992 THEN 1 END) AS in_1992,
  count(CASE WHEN year IN [1993, 1994, 1995] THEN 1 END) AS to_1995,
  count(CASE WHEN year IN range(1996, 2000) THEN 1 END) AS to_2000,
  count(CASE WHEN year > 2000 THEN 1 END) AS to_2005
ORDER BY joined DESC, state
