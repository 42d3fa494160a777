// Picking an actor, a relation, or two actors: what is lit, and which key leads where.
const path = (from, to) => {
  const came = new Map([[from, null]]);
  const open = [from];
  for (const node of open) {
    if (node === to) break;
    for (const edge of node.edges.filter(shown)) {
      const next = nodes[edge.from === node.at ? edge.to : edge.from];
      if (shown(next) && !came.has(next)) { came.set(next, [node, edge]); open.push(next); }
    }
  }
  if (!came.has(to)) return null;
  const steps = [];
  for (let at = to; came.get(at); at = came.get(at)[0]) steps.unshift(came.get(at)[1]);
  return steps;
};

let lit = [];
const light = (thing, ...more) => {
  for (const element of [thing.element, thing.label]) {
    if (!element) continue;
    element.classList.add("near", ...more);
    lit.push(element);
  }
};
const lightEdge = (edge, ...more) => {
  light(edge, ...more);
  light(nodes[edge.from]);
  light(nodes[edge.to]);
};
const draw = () => {
  const { node, other, edge } = state;
  for (const element of lit) element.classList.remove("near", "picked", "on-path");
  stage.querySelectorAll('[aria-pressed="true"]').forEach((one) => one.setAttribute("aria-pressed", "false"));
  lit = [];
  if (node && other) (path(node, other) || []).forEach((step) => lightEdge(step, "on-path"));
  else if (node) node.edges.filter(shown).forEach((one) => lightEdge(one));
  else if (edge) lightEdge(edge, "on-path");
  for (const one of [node, other].filter(Boolean)) {
    light(one, "picked");
    one.element.setAttribute("aria-pressed", "true");
  }
  stage.classList.toggle("lit", Boolean(node || edge));
  $("between").setAttribute("aria-pressed", String(picking));
  $("between").disabled = !node;
  describe();
  remember();
};

let picking = false;
const pick = (node, move, second = picking) => {
  state.other = second && state.node && node !== state.node ? node : null;
  if (!state.other) state.node = node;
  state.edge = null;
  picking = false;
  draw();
  rove(node, false);
  if (move) reveal(node);
  const way = state.other && path(state.node, state.other);
  if (!state.other) say(`${node.name}, ${counted(node.edges.filter(shown).length, "relation")}`);
  else say(way ? `${counted(way.length, "step")} between ${state.node.name} and ${node.name}` : "no way between them among what is shown");
};
const pickEdge = (edge) => {
  Object.assign(state, { node: null, other: null, edge });
  picking = false;
  draw();
  say(edge.told.split("\n")[0]);
};
const drop = () => {
  Object.assign(state, { node: null, edge: null, other: null });
  picking = false;
  draw();
  say("nothing picked");
};
stage.addEventListener("click", (event) => {
  if (moved > 4) return;
  const at = event.target.closest("[data-node], [data-edge]");
  if (!at) drop();
  else if (at.dataset.node) pick(nodes[at.dataset.node], false, picking || event.shiftKey);
  else pickEdge(edges[at.dataset.edge]);
});
$("between").addEventListener("click", () => {
  picking = !picking;
  draw();
  say(picking ? `pick a second actor, for the way from ${state.node.name}` : "one actor picked");
});

// One node of the drawing takes part in the order of Tab; arrows lead to the next one that way.
let roving = null;
const rove = (node, focus) => {
  if (roving) roving.element.setAttribute("tabindex", "-1");
  roving = node;
  node.element.setAttribute("tabindex", "0");
  if (!focus) return;
  node.element.focus({ preventScroll: true });
  reveal(node);
};
const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const next = (from, [dx, dy]) => {
  let best = null;
  for (const node of nodes.filter(shown)) {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (node === from || ahead <= 0 || aside > ahead * 2) continue;
    const far = ahead + aside * 1.5;
    if (!best || far < best[0]) best = [far, node];
  }
  return best && best[1];
};
stage.addEventListener("keydown", (event) => {
  const node = nodes[event.target.closest("[data-node]")?.dataset.node];
  const way = ways[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (way && event.shiftKey) pan(-way[0] * 60, -way[1] * 60);
  else if (way && node) { const to = next(node, way); if (to) rove(to, true); }
  else if ((event.key === "Enter" || event.key === " ") && node) pick(node, false, picking || event.shiftKey);
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && (state.node || state.edge)) drop();
});
