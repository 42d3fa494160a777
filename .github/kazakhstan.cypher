// The picture of the README: Kazakhstan between its neighbours, its leaders, its routes and its clubs.
// options: --layout stress --size 210mm
MATCH p = (a)-[r:MEMBER_OF|BORDERS|LEADS|PARTNERS_WITH|COMPETES_WITH|CONNECTS]-(:State {id: 'kazakhstan'})
WHERE (a:State OR a:Person OR a:Infrastructure OR a.id IN ['bri', 'csto', 'eaeu', 'nato', 'sco'])
  AND NOT coalesce(r.kind, '') IN ['emerging partner', 'priority partner', 'good relations', 'international cooperation']
RETURN p
