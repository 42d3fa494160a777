// title: Who takes which stance on the war in Ukraine, Crimea and the separatist regions?
// audience: student, teacher
// hint: `conditional` rows say what someone would do.
MATCH (who)-[stance:STANCE_ON]->(what)
WHERE what.id IN ['ukraine-war', 'crimea-annexation', 'nato-led-condemnation', 'russian-troop-withdrawal',
                  'russian-crimea-measures', 'abkhazia', 'south-ossetia', 'luhansk', 'donetsk', 'russian-call-up']
RETURN who, stance, what, stance.stance AS how, coalesce(stance.at, stance.start) AS date, stance.status AS status
ORDER BY what.name, who.name, how
