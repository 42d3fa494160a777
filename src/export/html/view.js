// Pan and zoom: one transform on the whole drawing, so that moving it repaints nothing.
const view = { x: 0, y: 0, scale: 1, own: false };
const MOST = 8;
const LEAST = 0.02;
let idle = 0;
const show = () => {
  svg.style.willChange = "transform";
  svg.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  clearTimeout(idle);
  // At rest it is painted anew, sharp at its scale.
  idle = setTimeout(() => { svg.style.willChange = "auto"; remember(); }, 250);
};
const zoom = (factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) => {
  const scale = Math.min(MOST, Math.max(LEAST, view.scale * factor));
  view.x = x - (x - view.x) * scale / view.scale;
  view.y = y - (y - view.y) * scale / view.scale;
  Object.assign(view, { scale, own: true });
  show();
};
const pan = (x, y) => {
  Object.assign(view, { x: view.x + x, y: view.y + y, own: true });
  show();
};
const fit = () => {
  const [width, height] = data.size;
  view.scale = Math.max(LEAST, Math.min(stage.clientWidth / width, stage.clientHeight / height, 1.6));
  view.x = (stage.clientWidth - width * view.scale) / 2;
  view.y = (stage.clientHeight - height * view.scale) / 2;
  view.own = false;
  show();
};
// Brings a node into sight; `closely` so near that its name can be read.
const reveal = (node, closely = false) => {
  if (stage.hidden) return;
  if (closely && view.scale < 0.7) zoom(1 / view.scale);
  const [x, y] = [node.x * view.scale + view.x, node.y * view.scale + view.y];
  const away = x < 60 || y < 40 || x > stage.clientWidth - 60 || y > stage.clientHeight - 40;
  if (away || closely) pan(stage.clientWidth / 2 - x, stage.clientHeight / 2 - y);
};

// One pointer drags, two pinch.
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
  if (moved <= 4) return;
  stage.classList.add("moving");
  if (others.length === 0) return pan(now[0] - before[0], now[1] - before[1]);
  const box = stage.getBoundingClientRect();
  const other = others[0][1];
  const apart = (point) => Math.max(1, Math.hypot(point[0] - other[0], point[1] - other[1]));
  zoom(apart(now) / apart(before), (now[0] + other[0]) / 2 - box.left, (now[1] + other[1]) / 2 - box.top);
});
const lift = (event) => {
  pointers.delete(event.pointerId);
  if (pointers.size === 0) stage.classList.remove("moving");
};
addEventListener("pointerup", lift);
addEventListener("pointercancel", lift);
stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  const box = stage.getBoundingClientRect();
  const by = Math.max(-200, Math.min(200, event.deltaY * (event.deltaMode ? 30 : 1)));
  zoom(Math.exp(-by * 0.002), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
addEventListener("resize", () => { if (!view.own && !stage.hidden) fit(); });
$("fit").addEventListener("click", fit);
$("larger").addEventListener("click", () => zoom(1.25));
$("smaller").addEventListener("click", () => zoom(0.8));
