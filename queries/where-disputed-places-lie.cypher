// title: Which territories are disputed, where do they lie, and who says what about them?
// audience: student
// hint: Every tie of the seven disputed places to states and people.
MATCH (place:Place {disputed: true})-[tie]-(who)
WHERE NOT who:Claim AND NOT who:Work AND NOT who:Concept
RETURN place, tie, who, type(tie) AS tie_type, coalesce(tie.stance, tie.effect, tie.role) AS how, tie.status AS status
ORDER BY place.name, tie_type, who.name, how
