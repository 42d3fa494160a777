// title: Which instruments does soft power use, and where does the article say so?
// audience: student, teacher
// hint: One row for each passage; find it by its section and its first words. `citing` are the works that it cites.
MATCH (instrument)-[part:PART_OF]->(:Concept {id: 'soft-power'})
UNWIND evidence(part) AS passage
RETURN instrument.name AS instrument, instrument.kind AS kind, passage.section AS section, passage.phrase AS phrase,
       passage.citing AS citing, part.status AS status
ORDER BY instrument, section, phrase
