// title: What is in the bibliography?
// audience: student, researcher
// hint: Columns of an APA entry. `authors` are in the order of the entry; editors are marked.
MATCH (work:Work {in_bibliography: true})
OPTIONAL MATCH (person)-[wrote:AUTHORED]->(work)
WITH work, wrote.position AS position,
     person.name + CASE wrote.role WHEN 'editor' THEN ' (ed.)' ELSE '' END AS author
ORDER BY work.id, position, author
WITH work, collect(author) AS authors
RETURN authors, work.year AS year, work.title AS title,
       coalesce(work.venue, work.container, work.publisher) AS source,
       work.volume AS volume, work.issue AS issue, work.pages AS pages, work.doi AS doi, work.isbn AS isbn,
       work.url AS url
ORDER BY work.id
