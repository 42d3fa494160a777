// title: The crisis of 2022 as a sequence
// says: What led to the protests of January 2022, and what followed?
// options: --layout layers
MATCH p = (a:Event)-[:INFLUENCES|AFFECTS]->(b:Event)
WHERE a.date STARTS WITH '2022' OR b.date STARTS WITH '2022'
RETURN p
UNION
MATCH p = (who)-[:PARTICIPATED_IN]->(e:Event {id: 'csto-intervention-2022'})
RETURN p
