"use strict";
// The page's own script. All text that comes from the graph goes in by textContent, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { nodes, edges } = data;
  const $ = (id) => document.getElementById(id);
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const stage = $("stage");
  const svg = stage.querySelector("svg");
  const say = (text) => { $("live").textContent = text; };

  nodes.forEach((node, at) => {
    node.at = at;
    node.edges = [];
    node.element = $(node.id);
    node.find = fold([node.name, ...node.aliases, node.key].join("\n"));
    node.element.dataset.node = at;
    node.element.setAttribute("role", "button");
    node.element.setAttribute("aria-label", node.name + (node.labels.length ? ", " + node.labels.join(", ") : ""));
    node.element.setAttribute("aria-pressed", "false");
    node.element.setAttribute("tabindex", "-1");
  });
  edges.forEach((edge, at) => {
    edge.at = at;
    edge.element = $(edge.id);
    edge.label = $(edge.labelId);
    edge.element.dataset.edge = at;
    if (edge.label) edge.label.classList.add("label");
    nodes[edge.from].edges.push(edge);
    if (edge.to !== edge.from) nodes[edge.to].edges.push(edge);
  });

  // Pan and zoom: one transform on the whole drawing, so that moving it repaints nothing.
  const view = { x: 0, y: 0, scale: 1 };
  let idle = 0;
  const show = () => {
    svg.style.willChange = "transform";
    svg.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    clearTimeout(idle);
    idle = setTimeout(() => { svg.style.willChange = "auto"; remember(); }, 250);
  };
  const zoom = (factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) => {
    const scale = Math.min(8, Math.max(0.02, view.scale * factor));
    view.x = x - (x - view.x) * scale / view.scale;
    view.y = y - (y - view.y) * scale / view.scale;
    view.scale = scale;
    show();
  };
  const pan = (x, y) => { view.x += x; view.y += y; show(); };
  const fit = () => {
    const [width, height] = data.size;
    view.scale = Math.min(stage.clientWidth / width, stage.clientHeight / height, 1.6);
    view.x = (stage.clientWidth - width * view.scale) / 2;
    view.y = (stage.clientHeight - height * view.scale) / 2;
    show();
  };
  const reveal = (node) => {
    const [x, y] = [node.x * view.scale + view.x, node.y * view.scale + view.y];
    const away = x < 40 || y < 40 || x > stage.clientWidth - 40 || y > stage.clientHeight - 40;
    if (away) pan(stage.clientWidth / 2 - x, stage.clientHeight / 2 - y);
  };

  const pointers = new Map();
  let moved = 0;
  stage.addEventListener("pointerdown", (event) => {
    if (pointers.size === 0) moved = 0;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
  });
  addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    const others = [...pointers].filter(([id]) => id !== event.pointerId);
    pointers.set(event.pointerId, now);
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (moved > 4) stage.classList.add("moving");
    if (others.length === 0) return pan(now[0] - before[0], now[1] - before[1]);
    const box = stage.getBoundingClientRect();
    const other = others[0][1];
    const apart = (point) => Math.max(1, Math.hypot(point[0] - other[0], point[1] - other[1]));
    zoom(apart(now) / apart(before), (now[0] + other[0]) / 2 - box.left, (now[1] + other[1]) / 2 - box.top);
  });
  const lift = (event) => { pointers.delete(event.pointerId); stage.classList.remove("moving"); };
  addEventListener("pointerup", lift);
  addEventListener("pointercancel", lift);
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = stage.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });

  // What is picked: a node, an edge, or two nodes and the way between them.
  const state = { node: null, edge: null, other: null, year: null, off: new Set() };
  const shown = (thing) => !thing.hidden;
  const clear = () => {
    stage.classList.remove("lit");
    for (const thing of [...nodes, ...edges]) {
      thing.element.classList.remove("near", "picked", "on-path");
      if (thing.label) thing.label.classList.remove("near");
    }
    nodes.forEach((node) => node.element.setAttribute("aria-pressed", "false"));
  };
  const light = (thing) => {
    thing.element.classList.add("near");
    if (thing.label) thing.label.classList.add("near");
  };
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

  const nodeLink = (node) => {
    const button = make("button", node.name, { class: "link", type: "button" });
    button.addEventListener("click", () => pick(node, true));
    return button;
  };
  const told = (box, text) => {
    const lines = text.split("\n").slice(1);
    if (lines.length) box.append(make("p", lines.join("\n"), { class: "told" }));
  };
  const sentences = (box, title, list) => {
    if (!list.length) return;
    box.append(make("h3", `${title} (${list.length})`));
    const items = make("ul");
    for (const edge of list) {
      const item = make("li");
      item.append(nodeLink(nodes[edge.from]), ` ${edge.words} `, nodeLink(nodes[edge.to]));
      if (edge.sources.length) item.append(make("div", edge.sources.join("; "), { class: "faint" }));
      const more = make("details");
      more.append(make("summary", "sources and dates"));
      told(more, edge.told);
      if (more.childElementCount > 1) item.append(more);
      items.append(item);
    }
    box.append(items);
  };
  const describe = () => {
    const box = $("about");
    box.replaceChildren();
    if (state.node && state.other) {
      const steps = path(state.node, state.other);
      box.append(make("h2", `${state.node.name} – ${state.other.name}`));
      if (!steps) return box.append(make("p", "No way between them among what is shown."));
      return sentences(box, "The way between them", steps);
    }
    if (state.node) {
      const { node } = state;
      box.append(make("h2", node.name));
      if (node.labels.length) box.append(make("p", node.labels.join(", "), { class: "faint" }));
      if (node.aliases.length) box.append(make("p", "also: " + node.aliases.join(", ")));
      told(box, node.told.replace(/\nalso: .*/, ""));
      if (node.url) box.append(make("a", "look it up", { href: node.url, rel: "noopener noreferrer" }));
      const visible = node.edges.filter(shown);
      sentences(box, "Says of it", visible.filter((edge) => edge.from === node.at));
      sentences(box, "Said of it by others", visible.filter((edge) => edge.from !== node.at));
      return;
    }
    if (state.edge) {
      box.append(make("h2", "Relation"));
      return sentences(box, "It says", [state.edge]);
    }
    box.append(make("h2", "Nothing picked"));
    box.append(make("p", "Pick an actor on the drawing, or look for one by name. Pick a second one with Shift to see the way between them."));
  };
  const draw = () => {
    clear();
    const { node, other, edge } = state;
    if (node && other) {
      for (const step of path(node, other) || []) {
        light(step);
        step.element.classList.add("on-path");
        light(nodes[step.from]);
        light(nodes[step.to]);
      }
      [node, other].forEach(light);
    } else if (node) {
      light(node);
      for (const one of node.edges.filter(shown)) { light(one); light(nodes[one.from]); light(nodes[one.to]); }
    } else if (edge) {
      light(edge); light(nodes[edge.from]); light(nodes[edge.to]);
    }
    stage.classList.toggle("lit", Boolean(node || edge));
    for (const one of [node, other].filter(Boolean)) {
      one.element.classList.add("picked");
      one.element.setAttribute("aria-pressed", "true");
    }
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
    const count = node.edges.filter(shown).length;
    const way = state.other && path(state.node, state.other);
    say(state.other ? (way ? `${way.length} steps between ${state.node.name} and ${node.name}` : "no way between them")
      : `${node.name}, ${count} ${count === 1 ? "relation" : "relations"}`);
  };
  const drop = () => { Object.assign(state, { node: null, edge: null, other: null }); picking = false; draw(); say("nothing picked"); };
  stage.addEventListener("click", (event) => {
    if (moved > 4) return;
    const at = event.target.closest("[data-node], [data-edge]");
    if (!at) return drop();
    if (at.dataset.node) return pick(nodes[at.dataset.node], false, picking || event.shiftKey);
    Object.assign(state, { node: null, other: null, edge: edges[at.dataset.edge] });
    draw();
    say(state.edge.told.split("\n")[0]);
  });

  // Keys: one node of the drawing takes part in the order of Tab; arrows lead to the next one that way.
  let roving = null;
  const rove = (node, focus) => {
    if (roving) roving.element.setAttribute("tabindex", "-1");
    roving = node;
    node.element.setAttribute("tabindex", "0");
    if (focus) { node.element.focus({ preventScroll: true }); reveal(node); }
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
    if (way && event.shiftKey) pan(-way[0] * 60, -way[1] * 60);
    else if (way && node) { const to = next(node, way); if (to) rove(to, true); }
    else if ((event.key === "Enter" || event.key === " ") && node) pick(node, false, picking || event.shiftKey);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") fit();
    else if (event.key === "Escape") drop();
    else return;
    event.preventDefault();
  });

  // Filters. What is hidden leaves the rest where it stands.
  const kinds = [
    ["label", "Kinds of actors", nodes, (node) => node.labels],
    ["school", "Schools", nodes, (node) => node.schools],
    ["relation", "Relations", edges, (edge) => [edge.kindWords]],
    ["status", "Status of relations", edges, (edge) => (edge.status ? [edge.status] : [])],
    ["source", "Sources", edges, (edge) => edge.sources],
  ];
  const filters = $("choices");
  for (const [name, title, things, values] of kinds) {
    const counts = new Map();
    for (const thing of things) for (const value of values(thing)) counts.set(value, (counts.get(value) || 0) + 1);
    if (counts.size < 2 && name !== "relation") continue;
    const box = make("details", undefined, name === "source" ? {} : { open: "" });
    box.append(make("summary", `${title} (${counts.size})`));
    const group = make("fieldset");
    group.append(make("legend", title, { class: "unseen" }));
    for (const [value, count] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
      const line = make("label", undefined, { class: "choice" });
      const input = make("input", undefined, { type: "checkbox" });
      input.checked = true;
      input.dataset.filter = `${name}:${value}`;
      const words = make("span", value + " ");
      words.append(make("small", `(${count})`));
      line.append(input, words);
      group.append(line);
    }
    box.append(group);
    filters.append(box);
  }
  filters.addEventListener("change", (event) => {
    const key = event.target.dataset.filter;
    if (!key) return;
    if (event.target.checked) state.off.delete(key); else state.off.add(key);
    apply();
  });
  const wanted = (thing, names) => kinds.filter(([name]) => names.includes(name)).every(([name, , , values]) => {
    const own = values(thing);
    return !own.length || own.some((value) => !state.off.has(`${name}:${value}`));
  });
  // "certain", "possible" or "no": what an edge's dates say of a year.
  const holds = (edge, year) => {
    if (year === null || !edge.span) return "certain";
    const within = ([from, to]) => (from === null || from <= year) && (to === null || year <= to);
    if (edge.span.certain && within(edge.span.certain)) return "certain";
    return within(edge.span.possible) ? "possible" : "no";
  };
  const apply = () => {
    for (const node of nodes) node.hidden = !wanted(node, ["label", "school"]);
    for (const edge of edges) {
      const held = holds(edge, state.year);
      const ends = shown(nodes[edge.from]) && shown(nodes[edge.to]);
      edge.hidden = !ends || held === "no" || !wanted(edge, ["relation", "status", "source"]);
      for (const element of [edge.element, edge.label]) {
        if (element) element.classList.toggle("unsure", held === "possible");
      }
    }
    for (const thing of [...nodes, ...edges]) {
      thing.element.classList.toggle("gone", thing.hidden);
      if (thing.label) thing.label.classList.toggle("gone", thing.hidden);
    }
    const count = (things) => things.filter(shown).length;
    const text = `${count(nodes)} of ${nodes.length} nodes and ${count(edges)} of ${edges.length} relations shown`;
    $("count").textContent = text;
    say(text);
    table();
    draw();
  };

  // The slider of years.
  const years = edges.flatMap((edge) => (edge.span ? [...edge.span.possible, ...(edge.span.certain || [])] : [])).filter((year) => year !== null);
  const slider = $("year");
  if (years.length) {
    $("years").hidden = false;
    slider.min = Math.min(...years);
    slider.max = Math.max(...years);
    slider.value = slider.max;
  }
  const setYear = (year) => {
    state.year = year;
    $("all-years").checked = year === null;
    if (year !== null) slider.value = year;
    const dated = edges.filter((edge) => edge.span);
    const held = dated.filter((edge) => holds(edge, year) === "possible").length;
    $("year-words").textContent = year === null ? "all years"
      : `${year}: ${dated.filter((edge) => holds(edge, year) === "certain").length} dated relations held for certain, ${held} possibly (paler); ${edges.length - dated.length} have no date`;
    apply();
  };
  slider.addEventListener("input", () => setYear(Number(slider.value)));
  $("all-years").addEventListener("change", (event) => setYear(event.target.checked ? null : Number(slider.value)));

  // Search by name and alias.
  const search = $("search");
  const options = $("found");
  const found = (text) => {
    const folded = fold(text.trim());
    if (!folded) return [];
    const rank = (node) => (fold(node.name) === folded ? 0 : fold(node.name).startsWith(folded) ? 1 : 2);
    return nodes.filter((node) => node.find.includes(folded)).sort((a, b) => rank(a) - rank(b) || a.at - b.at);
  };
  search.addEventListener("input", () => {
    options.replaceChildren(...found(search.value).slice(0, 12).map((node) => make("option", undefined, { value: node.name })));
  });
  $("finder").addEventListener("submit", (event) => {
    event.preventDefault();
    const list = found(search.value);
    if (!list.length) return say(`nothing is called “${search.value}”`);
    pick(list.find(shown) || list[0], true);
    rove(state.other || state.node, true);
  });

  // The same as tables.
  const table = () => {
    if ($("table").hidden) return;
    const rows = (caption, heads, list) => {
      const grid = make("table");
      grid.append(make("caption", caption));
      const head = make("tr");
      heads.forEach((title) => head.append(make("th", title, { scope: "col" })));
      const top = make("thead");
      top.append(head);
      const body = make("tbody");
      for (const cells of list) {
        const row = make("tr");
        for (const cell of cells) { const box = make("td"); box.append(cell); row.append(box); }
        body.append(row);
      }
      grid.append(top, body);
      return grid;
    };
    const actors = nodes.filter(shown).map((node) => [nodeLink(node), node.labels.join(", "), String(node.edges.filter(shown).length)]);
    const relations = edges.filter(shown).map((edge) => [nodeLink(nodes[edge.from]), edge.words, nodeLink(nodes[edge.to]), edge.sources.join("; ")]);
    $("table").replaceChildren(
      rows(`Actors (${actors.length})`, ["Name", "Kind", "Relations"], actors),
      rows(`Relations (${relations.length})`, ["From", "Says", "To", "Sources"], relations),
    );
  };
  $("as-table").addEventListener("click", () => {
    const box = $("table");
    box.hidden = !box.hidden;
    stage.hidden = $("tools").hidden = !box.hidden;
    $("as-table").setAttribute("aria-pressed", String(!box.hidden));
    table();
    if (box.hidden) fit();
    remember();
  });

  $("download").addEventListener("click", () => {
    const copy = svg.cloneNode(true);
    copy.removeAttribute("style");
    copy.querySelectorAll(".gone").forEach((element) => element.remove());
    copy.querySelectorAll("[tabindex]").forEach((element) => element.removeAttribute("tabindex"));
    const text = new XMLSerializer().serializeToString(copy);
    const link = make("a", "", { download: "figure.svg", href: URL.createObjectURL(new Blob([text], { type: "image/svg+xml" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say("saved as figure.svg");
  });
  $("between").addEventListener("click", () => { picking = !picking; draw(); say(picking ? "pick a second actor" : "one actor picked"); });
  $("fit").addEventListener("click", fit);
  $("larger").addEventListener("click", () => zoom(1.25));
  $("smaller").addEventListener("click", () => zoom(0.8));

  // The state of the page is in its address.
  let ready = false;
  function remember() {
    if (!ready) return;
    const parts = new URLSearchParams();
    if (state.node) parts.set("node", state.node.key);
    if (state.other) parts.set("to", state.other.key);
    if (state.year !== null) parts.set("year", state.year);
    [...state.off].sort().forEach((key) => parts.append("off", key));
    if (!$("table").hidden) parts.set("table", "1");
    parts.set("view", [view.x, view.y].map(Math.round).concat(view.scale.toFixed(3)).join(","));
    history.replaceState(null, "", "#" + parts);
  }
  const recall = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    const named = (name) => nodes.find((node) => node.key === parts.get(name)) || null;
    state.off = new Set(parts.getAll("off"));
    for (const input of filters.querySelectorAll("input")) input.checked = !state.off.has(input.dataset.filter);
    state.node = named("node");
    state.other = state.node && named("to");
    if (parts.get("table") === "1" && $("table").hidden) $("as-table").click();
    const year = parts.has("year") ? Number(parts.get("year")) : NaN;
    setYear(Number.isFinite(year) ? year : null);
    const [x, y, scale] = (parts.get("view") || "").split(",").map(Number);
    if ([x, y, scale].every(Number.isFinite) && scale > 0) { Object.assign(view, { x, y, scale: Math.min(8, Math.max(0.02, scale)) }); show(); } else fit();
  };
  addEventListener("hashchange", recall);
  addEventListener("resize", () => { if (!location.hash.includes("view=")) fit(); });
  if (nodes.length) rove(state.node || nodes[0], false);
  recall();
  ready = true;
})();
