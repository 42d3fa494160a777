// The same as tables, and as a file.
const grid = (caption, heads, list) => {
  const element = make("table");
  element.append(make("caption", caption));
  const head = make("tr");
  heads.forEach((title) => head.append(make("th", title, { scope: "col" })));
  const top = make("thead");
  top.append(head);
  const body = make("tbody");
  for (const cells of list) {
    const row = make("tr");
    cells.forEach((cell) => { const box = make("td"); box.append(cell); row.append(box); });
    body.append(row);
  }
  element.append(top, body);
  return element;
};
const table = () => {
  if ($("table").hidden) return;
  const byName = (a, b) => a.name.localeCompare(b.name);
  const actors = nodes.filter(shown).sort(byName)
    .map((node) => [nodeLink(node), node.labels.join(", "), String(node.edges.filter(shown).length)]);
  const relations = edges.filter(shown)
    .map((edge) => [nodeLink(nodes[edge.from]), edge.words + (edge.held === "possible" ? " (possibly)" : ""), nodeLink(nodes[edge.to]), edge.sources.join("; ")]);
  $("table").replaceChildren(
    grid(`Actors (${actors.length})`, ["Name", "Kind", "Relations"], actors),
    grid(`Relations (${relations.length})`, ["From", "Says", "To", "Sources"], relations),
  );
};
const asTable = (on) => {
  $("table").hidden = !on;
  stage.hidden = $("tools").hidden = on;
  $("as-table").setAttribute("aria-pressed", String(on));
  if (on) table();
  else if (!view.own) fit();
};
$("as-table").addEventListener("click", () => {
  asTable($("table").hidden);
  say($("table").hidden ? "drawing shown" : "tables shown");
  remember();
});

// What is shown, as an SVG without marks of ours.
$("download").addEventListener("click", () => {
  const copy = svg.cloneNode(true);
  copy.querySelectorAll(".gone, .hit").forEach((element) => element.remove());
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["tabindex", "role", "aria-pressed", "aria-label", "style", "data-node", "data-edge"]) element.removeAttribute(name);
    element.classList.remove("near", "picked", "on-path", "label", "unsure");
    if (element.getAttribute("class") === "") element.removeAttribute("class");
  }
  const title = document.createElementNS(svg.namespaceURI, "title");
  title.textContent = document.title;
  copy.prepend(title);
  const text = new XMLSerializer().serializeToString(copy);
  const name = (fold(document.title).match(/[\p{L}\p{N}]+/gu) || ["figure"]).join("-").slice(0, 60) + ".svg";
  const link = make("a", "", { download: name, href: URL.createObjectURL(new Blob([text], { type: "image/svg+xml" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  say(`saved as ${name}`);
});
