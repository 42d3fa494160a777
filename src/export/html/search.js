// Search by name, alias and id, without accents and case: a list that arrow keys and the pointer choose from.
const search = $("search");
const list = $("found");
let offered = [];
let chosen = -1;
const found = (text) => {
  const folded = fold(text.trim());
  if (!folded) return [];
  const rank = ([, name], place) => (name === folded ? 0 : name.startsWith(folded) ? 2 : name.includes(folded) ? 4 : 9) + (place ? 1 : 0);
  const ranked = nodes.map((node) => {
    const ranks = node.names.map(rank);
    const best = Math.min(...ranks);
    return { node, best, by: node.names[ranks.indexOf(best)][0] };
  });
  return ranked.filter(({ best }) => best < 9).sort((a, b) => a.best - b.best || b.node.edges.length - a.node.edges.length || a.node.at - b.node.at);
};
const choose = (at) => {
  chosen = at;
  [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
  if (at >= 0) {
    search.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  } else search.removeAttribute("aria-activedescendant");
};
const offer = (results) => {
  offered = results.slice(0, 10);
  list.replaceChildren(...offered.map(({ node, by }, at) => {
    const item = make("li", node.name, { role: "option", id: `found-${at}`, "aria-selected": "false" });
    if (by !== node.name) item.append(make("small", ` ${by}`));
    if (node.hidden) item.append(make("small", " (hidden by filters)"));
    return item;
  }));
  list.hidden = !offered.length;
  search.setAttribute("aria-expanded", String(!list.hidden));
  choose(-1);
};
const take = (node) => {
  offer([]);
  search.value = node.name;
  pick(node, false);
  if (!shown(node)) return say(`${node.name} is hidden by filters`);
  reveal(node, true);
  if (!stage.hidden) rove(node, true);
};
search.addEventListener("input", () => {
  const results = found(search.value);
  offer(results);
  if (search.value.trim()) say(results.length ? `${counted(results.length, "actor")} found` : "none found");
});
search.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && offered.length) choose((chosen + step + offered.length + (chosen < 0 && step < 0 ? 1 : 0)) % offered.length);
  else if (event.key === "Escape" && !list.hidden) offer([]);
  else return;
  event.preventDefault();
});
search.addEventListener("blur", () => offer([]));
// Before the field loses its focus, and the list with it.
list.addEventListener("pointerdown", (event) => {
  const at = [...list.children].indexOf(event.target.closest("li"));
  event.preventDefault();
  if (at >= 0) take(offered[at].node);
});
$("finder").addEventListener("submit", (event) => {
  event.preventDefault();
  const results = found(search.value);
  const by = chosen >= 0 ? offered[chosen] : results.find(({ node }) => shown(node)) || results[0];
  if (by) take(by.node);
  else say(`nothing is called “${search.value}”`);
});
