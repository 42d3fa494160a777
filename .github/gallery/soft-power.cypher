// title: Instruments of Russian soft power in Kazakhstan
// says: What does Russia’s soft power consist of, and what does Russia rely on for it?
// options: --layout layers
MATCH p = (instrument)-[:PART_OF]->(:Concept {id: 'soft-power'})
RETURN p
UNION
MATCH p = (:State {id: 'russia'})-[:RELIES_ON]->(instrument)-[:PART_OF]->(:Concept {id: 'soft-power'})
RETURN p
