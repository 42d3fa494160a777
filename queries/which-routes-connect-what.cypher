// title: Which pipelines, routes and projects connect what?
// audience: student
// hint: `role` tells whether the place is where the line begins, what it crosses, or where it ends.
MATCH (line)-[connects:CONNECTS]->(place)
RETURN line, connects, place, connects.role AS role, connects.status AS status
ORDER BY line.name,
         CASE role WHEN 'origin' THEN 1 WHEN 'transit' THEN 2 ELSE 3 END, place.name
