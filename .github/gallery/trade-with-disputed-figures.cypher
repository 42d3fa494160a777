// title: Kazakhstan’s trade as the article prints it
// says: Whom does Kazakhstan buy from and sell to, and which figures cannot stand? Squares mark what is disputed.
// options: --layout stress
MATCH p = (:State {id: 'kazakhstan'})-[:TRADES_WITH|EXPORTS {status: 'disputed'}]->()
RETURN p
UNION
MATCH p = (:State {id: 'kazakhstan'})-[t:TRADES_WITH {year: 2023}]->()
RETURN p
