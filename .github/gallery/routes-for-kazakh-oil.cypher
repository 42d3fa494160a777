// title: How Kazakh oil reaches its markets
// says: Which pipelines and routes connect Kazakhstan with whom?
// options: --layout layers
MATCH p = (:Infrastructure)-[:CONNECTS]->()
RETURN p
