// title: Who took part in which event, and as what?
// audience: student
// hint: Events only; who takes part in the Belt and Road is in `who-takes-part-in-the-bri`.
MATCH (who)-[took_part:PARTICIPATED_IN]->(event:Event)
RETURN event, took_part, who, took_part.role AS role, coalesce(took_part.at, took_part.start, event.date) AS date,
       took_part.status AS status
ORDER BY event.name, who.name, role
LIMIT 60
