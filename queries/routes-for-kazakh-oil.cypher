// title: By which routes does Kazakh oil reach its markets?
// audience: student, teacher
// hint: Each row is a route from Kazakhstan to a market. A route that another carries on is followed to its end.
MATCH route = (:State {id: 'kazakhstan'})<-[begins:CONNECTS {role: 'origin'}]-(:Infrastructure)
              -[legs:CONNECTS*1..2]->(market)
WHERE last(legs).role = 'destination'
  AND all(leg IN legs WHERE leg.role IN ['transit', 'destination'])
RETURN route, market.name AS market, [stop IN nodes(route) | stop.name] AS stops,
       [leg IN relationships(route) | leg.status] AS statuses
ORDER BY length(route), market, stops
