// title: In which languages are the sources?
// audience: teacher, researcher
// hint: The bibliography and the works of the context layer apart. The bibliography lists nothing in Russian,
// hint: Kazakh or Chinese.
MATCH (work:Work)
WHERE work.id <> 'santiago-2024-kazakhstan' AND NOT coalesce(work.kind, '') IN ['table', 'stub']
WITH CASE work.in_bibliography WHEN true THEN 'bibliography' ELSE 'outside it' END AS where_listed,
     coalesce(work.language, 'not recorded') AS language, work.id AS id
ORDER BY where_listed, language, id
RETURN where_listed, language, count(*) AS works, collect(id)[0..4] AS for_example
ORDER BY where_listed, works DESC, language
