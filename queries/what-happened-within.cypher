// title: Which dated events fell within a time?
// audience: student, teacher
// param: dates = '2014/2022' (an interval)
// hint: `DURING` keeps what began and ended then; `possibly` marks dates that leave it open.
DURING $dates
MATCH (event:Event)
WHERE event.date IS NOT NULL
RETURN event.name AS event, event.date AS date
ORDER BY date, event
