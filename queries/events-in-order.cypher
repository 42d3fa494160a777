// title: What happened when?
// audience: student, teacher
// hint: Dates as far as the sources give them: `199X` is some year of the nineties, `2022?` probably 2022,
// hint: `2022/..` from 2022 on. Events without a date come last.
MATCH (event:Event)
WITH event, coalesce(event.date, event.start, event.end) AS date
RETURN date, event.name AS event, event.kind AS kind, event.description AS description
ORDER BY date IS NULL, replace(left(date, 4), 'X', '0'), size(date) < 5, date, event
