// title: What do Kazakhstan and its presidents pursue of their own?
// audience: student
// hint: Policies and aims, with the means where the article names them.
MATCH (who)-[promotes:PROMOTES]->(what)
WHERE who.id IN ['kazakhstan', 'kazakh-government', 'kassym-jomart-tokayev', 'nursultan-nazarbayev']
RETURN who, promotes, what, promotes.means AS means, promotes.status AS status
ORDER BY what.name, who.name, means
