// title: Who led what, and when?
// audience: student
// hint: A missing start or end is one that the article doesn't give.
MATCH (leader:Person)-[leads:LEADS]->(led)
RETURN leader, leads, led, leads.office AS office, leads.start AS since, leads.end AS until, leads.status AS status
ORDER BY led.name, coalesce(since, until), leader.name
