// title: Where were the sources published?
// audience: student, researcher
// hint: Journals, publishers, series and sites of the works in the bibliography.
MATCH (work:Work {in_bibliography: true})-[published:PUBLISHED_IN]->(venue)
RETURN venue, published, work, venue.kind AS kind, work.year AS year
ORDER BY venue.name, year, work.id
