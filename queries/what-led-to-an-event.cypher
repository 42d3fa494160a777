// title: What led to an event?
// audience: student, teacher
// param: event = 'January 2022 protests' (the name of an event)
// hint: `how` gives the means or the effect in a few words. The event's consequences are in `what-an-event-changed`.
MATCH (cause)-[leads:INFLUENCES|AFFECTS]->(event:Event)
WHERE named(event, $event)
RETURN cause, leads, event, coalesce(leads.means, leads.effect) AS how, leads.status AS status
ORDER BY cause.name, how
