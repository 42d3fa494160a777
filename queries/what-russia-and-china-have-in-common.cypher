// title: What do Russia and China both want, fear, use or promote?
// audience: student, researcher
// hint: Only what both are tied to by the same type of relation. Compare the wording in the last two columns.
MATCH (russia:State {id: 'russia'})-[of_russia:STANCE_ON|PROMOTES|RELIES_ON]->(what),
      (china:State {id: 'china'})-[of_china:STANCE_ON|PROMOTES|RELIES_ON]->(what)
WHERE type(of_russia) = type(of_china)
RETURN russia, of_russia, what, of_china, china, type(of_russia) AS tie_type,
       coalesce(of_russia.stance, of_russia.means, of_russia.field) AS russia_how,
       coalesce(of_china.stance, of_china.means, of_china.field) AS china_how
ORDER BY tie_type, what.name, russia_how, china_how
