// title: What do the entries of the bibliography lack or get wrong?
// audience: researcher, teacher
// hint: `note` tells what is certain from the page and what we know from elsewhere.
MATCH (work:Work {in_bibliography: true})
WHERE work.anomaly IS NOT NULL OR work.note IS NOT NULL
RETURN work, work.anomaly AS anomaly, work.note AS note
ORDER BY anomaly, work.id
