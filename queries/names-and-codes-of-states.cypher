// title: What are the states called in English, Russian, Kazakh and Chinese?
// audience: student, teacher
// hint: Names from Unicode CLDR, codes from ISO 3166.
MATCH (state:State)
RETURN state.name AS name, state.ids.iso3 AS iso, state.names.en AS english, state.names.ru AS russian,
       state.names.kk AS kazakh, state.names.zh AS chinese, state.names.es AS spanish
ORDER BY name
