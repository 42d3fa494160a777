// title: Which works does the article cite most?
// audience: student, researcher
// hint: One citation for each place. `as_what` is the intention, in the terms of the Citation Typing Ontology.
MATCH (article:Work {id: 'santiago-2024-kazakhstan'})-[cites:CITES]->(work:Work)
RETURN article, cites, work, size(evidence(cites)) AS times, cites.intention AS as_what,
       [passage IN evidence(cites) | passage.section] AS sections
ORDER BY times DESC, work.id
