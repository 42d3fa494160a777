// What the panel says of what is picked.
const nodeLink = (node) => {
  const button = make("button", node.name, { class: "link", type: "button" });
  button.addEventListener("click", (event) => pick(node, true, picking || event.shiftKey));
  return button;
};
// A record's own words: the first lines in full size, passages and properties smaller under them.
const told = (box, lines, first = 0) => {
  lines.slice(0, first).forEach((line) => box.append(make("p", line)));
  const rest = lines.slice(first);
  if (!rest.length) return;
  const list = make("ul", undefined, { class: "told" });
  rest.forEach((line) => list.append(make("li", line)));
  box.append(list);
};
const sentence = (edge) => {
  const item = make("li");
  item.append(nodeLink(nodes[edge.from]), ` ${edge.words} `, nodeLink(nodes[edge.to]));
  if (edge.held === "possible") item.append(make("em", " possibly", { class: "faint" }));
  if (edge.sources.length) item.append(make("div", edge.sources.join("; "), { class: "faint" }));
  const lines = edge.told.split("\n").slice(1);
  if (!lines.length) return item;
  const more = make("details");
  more.append(make("summary", "passages and dates"));
  told(more, lines);
  if (state.edge) more.open = true;
  item.append(more);
  return item;
};
const sentences = (box, title, list) => {
  if (!list.length) return;
  box.append(make("h3", `${title} (${list.length})`));
  const items = make("ul", undefined, { class: "said" });
  list.forEach((edge) => items.append(sentence(edge)));
  box.append(items);
};
const describeNode = (box, node) => {
  box.append(make("h2", node.name));
  const sort = [...node.labels, ...node.schools];
  if (sort.length) box.append(make("p", sort.join(" · "), { class: "faint" }));
  if (node.aliases.length) box.append(make("p", "also: " + node.aliases.join(", ")));
  const lines = node.told.split("\n").slice(1).filter((line) => !(node.aliases.length && line.startsWith("also: ")));
  told(box, lines, 1);
  if (node.url) box.append(make("a", "look it up", { href: node.url, rel: "noopener noreferrer" }));
  const visible = node.edges.filter(shown);
  sentences(box, "From here", visible.filter((edge) => edge.from === node.at));
  sentences(box, "To here", visible.filter((edge) => edge.from !== node.at));
  const hidden = node.edges.length - visible.length;
  if (hidden) box.append(make("p", `${counted(hidden, "relation")} hidden by filters`, { class: "faint" }));
};
const describe = () => {
  const box = $("about");
  box.replaceChildren();
  const { node, other, edge } = state;
  if (node && other) {
    const steps = path(node, other);
    box.append(make("h2", `${node.name} – ${other.name}`));
    if (steps) sentences(box, "The way between them", steps);
    else box.append(make("p", "No way between them among what is shown."));
  } else if (node) describeNode(box, node);
  else if (edge) {
    box.append(make("h2", "Relation"));
    sentences(box, "It says", [edge]);
  } else {
    box.append(make("h2", "Nothing picked"));
    box.append(make("p", "Pick an actor or a line on the drawing, or look for an actor by name. A second actor, picked with Shift or after “Way to another”, shows the way between the two."));
  }
  $("details").scrollTop = 0;
};
