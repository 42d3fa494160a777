// title: Which citations resolve to nothing?
// audience: researcher, teacher
// hint: The text cites them and the bibliography lists no such entry. `note` says what may have been meant.
MATCH (article:Work)-[cites:CITES]->(work:Work {in_bibliography: false, kind: 'stub'})
UNWIND evidence(cites) AS passage
RETURN article, cites, work, passage.section AS section, passage.printed AS printed, passage.phrase AS phrase,
       work.note AS note
ORDER BY work.id, section, phrase
