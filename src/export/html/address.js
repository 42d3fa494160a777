// The state of the page is in the fragment of its address.
let ready = false;
let written = "";
function remember() {
  if (!ready) return;
  const parts = new URLSearchParams();
  if (state.node) parts.set("node", state.node.key);
  if (state.other) parts.set("to", state.other.key);
  if (state.edge) parts.set("edge", state.edge.id);
  if (state.year !== null) parts.set("year", state.year);
  if (!state.possibly) parts.set("certain", "1");
  [...state.off].sort().forEach((key) => parts.append("off", key));
  if (!$("table").hidden) parts.set("table", "1");
  if (view.own) parts.set("view", [view.x, view.y].map(Math.round).concat(view.scale.toFixed(3)).join(","));
  written = String(parts);
  // A browser refuses to be told too often; the next change tells it all the same.
  try { history.replaceState(null, "", written ? "#" + written : location.pathname + location.search); } catch { /* later */ }
}
const recall = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const named = (name) => nodes.find((node) => node.key === parts.get(name)) || null;
  const inputs = [...filters.querySelectorAll("input")];
  const off = new Set(parts.getAll("off"));
  inputs.forEach((input) => { input.checked = !off.has(input.dataset.filter); });
  state.off = new Set(inputs.filter((input) => !input.checked).map((input) => input.dataset.filter));
  state.node = named("node");
  state.other = state.node && named("to");
  state.edge = (!state.node && edges.find((edge) => edge.id === parts.get("edge"))) || null;
  state.possibly = parts.get("certain") !== "1";
  const year = parts.has("year") ? Number(parts.get("year")) : NaN;
  setYear(Number.isInteger(year) ? year : null);
  if (state.node) rove(state.node, false);
  const [x, y, scale] = (parts.get("view") || "").split(",").map(Number);
  if ([x, y, scale].every(Number.isFinite) && scale > 0) {
    Object.assign(view, { x, y, scale: Math.min(MOST, Math.max(LEAST, scale)), own: true });
    show();
  } else fit();
  asTable(parts.get("table") === "1");
};
addEventListener("hashchange", () => { if (location.hash.slice(1) !== written) recall(); });
$("skip").addEventListener("click", () => { if (roving && !stage.hidden) rove(roving, true); else $("table").focus(); });
recall();
ready = true;
