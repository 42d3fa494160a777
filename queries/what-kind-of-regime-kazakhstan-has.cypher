// title: What keeps the Kazakh regime in power, and what wears it down?
// audience: student, researcher
// hint: Ties between the leaders, their circles, the traits of the regime and its resources.
MATCH (who)-[tie:INFLUENCES|AFFECTS|RELIES_ON|PROMOTES|LEADS]->(what)
WHERE who.id IN ['nazarbayev-regime', 'nursultan-nazarbayev', 'nazarbayev-family', 'nazarbayev-elites',
                 'neo-patrimonialism', 'kazakh-oligarchs', 'export-revenues']
RETURN who, tie, what, type(tie) AS tie_type, coalesce(tie.effect, tie.means, tie.field) AS how, tie.status AS status
ORDER BY who.name, tie_type, what.name, how
LIMIT 60
