// title: How far does the text stand behind its relations?
// audience: teacher, researcher
// hint: Counted by status; `stated` is what the source says outright.
MATCH ()-[tie]->()
WITH tie.status AS status, type(tie) AS type, count(*) AS number
ORDER BY status, number DESC, type
WITH status, sum(number) AS relations, collect(type + ' ' + toString(number))[0..5] AS most_of_them
RETURN status, relations, most_of_them
ORDER BY relations DESC, status
