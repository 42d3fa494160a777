// title: Which states share which security and economic bodies?
// says: Who belongs to the CSTO, the EAEU and the SCO?
// layout: layers
MATCH p = (s:State)-[:MEMBER_OF]->(o:Organisation)
WHERE o.id IN ['csto', 'eaeu', 'sco'] AND s.id IN ['kazakhstan', 'kyrgyzstan', 'tajikistan', 'uzbekistan', 'russia', 'china', 'belarus', 'armenia']
RETURN p
