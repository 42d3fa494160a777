// title: How much does each section tell?
// audience: teacher, researcher
// hint: Passages of the article by section. `citing_anybody` counts those that cite a work.
MATCH ()-[tie]->()
UNWIND evidence(tie) AS passage
WITH passage, tie
WHERE passage.work = 'santiago-2024-kazakhstan' AND passage.section IS NOT NULL
RETURN passage.section AS section, count(*) AS passages, count(DISTINCT tie) AS relations,
       count(DISTINCT passage.phrase) AS phrases,
       sum(CASE WHEN size(passage.citing) > 0 THEN 1 ELSE 0 END) AS citing_anybody
ORDER BY section
