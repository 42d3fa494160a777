// The legend is the filter. What is hidden leaves the rest where it stands.
const kinds = [
  ["label", "Kinds of actors", nodes, (node) => node.labels],
  ["view", "Views compared", edges, (edge) => (edge.view ? [edge.view] : [])],
  ["relation", "Relations", edges, (edge) => [edge.kindWords]],
  ["status", "Status of relations", edges, (edge) => (edge.status ? [edge.status] : [])],
  ["school", "Schools", nodes, (node) => node.schools],
  ["source", "Sources", edges, (edge) => edge.sources],
];
const filters = $("choices");
const choice = (key, value, count) => {
  const line = make("label", undefined, { class: "choice" });
  const input = make("input", undefined, { type: "checkbox" });
  input.checked = true;
  input.dataset.filter = key;
  const words = make("span", value + " ");
  words.append(make("small", `(${count})`));
  line.append(input);
  const sample = [...$("samples").content.children].find((one) => one.dataset.for === key);
  if (sample) {
    line.append(sample.cloneNode(true));
    if (sample.dataset.says) words.append(make("small", " " + sample.dataset.says));
  }
  line.append(words);
  return line;
};
const allOrNone = (group, title) => {
  const line = make("p", undefined, { class: "both" });
  for (const [name, checked] of [["all", true], ["none", false]]) {
    const button = make("button", name, { type: "button", "aria-label": `${name} of: ${title}` });
    button.addEventListener("click", () => {
      group.querySelectorAll("input").forEach((input) => { input.checked = checked; keep(input); });
      apply();
    });
    line.append(button);
  }
  return line;
};
const keep = (input) => {
  if (input.checked) state.off.delete(input.dataset.filter); else state.off.add(input.dataset.filter);
};
for (const [name, title, things, values] of kinds) {
  const counts = new Map();
  for (const thing of things) for (const value of values(thing)) counts.set(value, (counts.get(value) || 0) + 1);
  if (!counts.size) continue;
  const wide = name !== "source" && name !== "school" && innerWidth > 860;
  const box = make("details", undefined, wide ? { open: "" } : {});
  box.append(make("summary", `${title} (${counts.size})`));
  const group = make("fieldset");
  group.append(make("legend", title, { class: "unseen" }), allOrNone(group, title));
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  sorted.forEach(([value, count]) => group.append(choice(`${name}:${value}`, value, count)));
  box.append(group);
  filters.append(box);
}
filters.addEventListener("change", (event) => {
  if (!event.target.dataset.filter) return;
  keep(event.target);
  apply();
});
const wanted = (thing, names) => kinds.filter(([name]) => names.includes(name)).every(([name, , , values]) => {
  const own = values(thing);
  return !own.length || own.some((value) => !state.off.has(`${name}:${value}`));
});
// "certain", "possible" or "no": what the dates of an actor or a relation say of a year.
const holds = (thing, year) => {
  if (year === null || !thing.years) return "certain";
  const within = ([from, to]) => (from === null || from <= year) && (to === null || year <= to);
  if (thing.years.certain && within(thing.years.certain)) return "certain";
  return within(thing.years.possible) ? "possible" : "no";
};
const inTime = (thing) => {
  thing.held = holds(thing, state.year);
  return thing.held === "certain" || (state.possibly && thing.held === "possible");
};
const apply = () => {
  for (const node of nodes) node.hidden = !(inTime(node) && wanted(node, ["label", "school"]));
  for (const edge of edges) {
    const ends = shown(nodes[edge.from]) && shown(nodes[edge.to]);
    edge.hidden = !(inTime(edge) && ends && wanted(edge, ["view", "relation", "status", "source"]));
  }
  for (const thing of [...nodes, ...edges]) {
    for (const element of [thing.element, thing.label]) {
      if (!element) continue;
      element.classList.toggle("gone", thing.hidden);
      element.classList.toggle("unsure", thing.held === "possible");
    }
  }
  const count = (things) => things.filter(shown).length;
  const text = `${count(nodes)} of ${nodes.length} nodes and ${count(edges)} of ${edges.length} relations shown`;
  $("count").textContent = text;
  say(state.year === null ? text : `${$("year-words").textContent}; ${text}`);
  // The drawing stays within reach of Tab.
  const first = nodes.find(shown);
  if (first && (!roving || roving.hidden)) rove(first, false);
  table();
  draw();
};

// The slider of years.
const dated = [...nodes, ...edges].filter((thing) => thing.years);
const slider = $("year");
{
  const years = dated.flatMap((thing) => [...thing.years.possible, ...(thing.years.certain || [])]);
  const sorted = years.filter((year) => year !== null && year > 0).sort((a, b) => a - b);
  if (sorted.length) {
    $("years").hidden = false;
    slider.min = $("first-year").textContent = sorted[0];
    slider.max = $("last-year").textContent = sorted[sorted.length - 1];
    slider.value = slider.max;
  }
}
const setYear = (year) => {
  if (year !== null && !$("years").hidden) slider.value = year;
  state.year = year === null || $("years").hidden ? null : Number(slider.value);
  $("all-years").checked = state.year === null;
  $("possibly").checked = state.possibly;
  $("possibly").disabled = state.year === null;
  $("year-now").textContent = state.year === null ? "all" : state.year;
  const count = (held) => edges.filter((edge) => edge.years && holds(edge, state.year) === held).length;
  const words = state.year === null ? "" : `${state.year}: ${counted(count("certain"), "dated relation")} held for certain, ${count("possible")} possibly; ${edges.filter((edge) => !edge.years).length} have no date`;
  $("year-words").textContent = words;
  slider.setAttribute("aria-valuetext", state.year === null ? "all years" : words);
  apply();
};
slider.addEventListener("input", () => setYear(Number(slider.value)));
$("all-years").addEventListener("change", (event) => setYear(event.target.checked ? null : Number(slider.value)));
$("possibly").addEventListener("change", (event) => { state.possibly = event.target.checked; setYear(state.year); });
