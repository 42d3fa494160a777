// Frames per second while a large drawing is moved: told, not asserted, since machines differ.
import { draw, graph } from "./pages.mjs";

/** A web of so many nodes and edges, the same every time. */
const web = (nodes, edges) => {
  let seed = 1;
  const random = (most) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 2147483648 * most); };
  const names = Array.from({ length: nodes }, (_, at) => `Actor number ${at}`);
  const pairs = Array.from({ length: edges }, (_, at) => (at < nodes - 1 ? [at + 1, random(at + 1)] : [random(nodes), random(nodes)]));
  return graph(`web-${nodes}`, names, pairs.filter(([a, b]) => a !== b));
};

/** Moves the drawing for two seconds by pointer, then by wheel; gives the frames per second of both. */
const measure = (page) => page.evaluate(async () => {
  const stage = document.getElementById("stage");
  const box = stage.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const point = (type, by) => stage.dispatchEvent(new PointerEvent(type, { pointerId: 1, bubbles: true, clientX: x + by, clientY: y }));
  const frames = (move) => new Promise((done) => {
    let count = 0;
    const start = performance.now();
    const tick = () => {
      move(count);
      count += 1;
      const passed = performance.now() - start;
      if (passed < 2000) requestAnimationFrame(tick); else done(Math.round(count * 1000 / passed));
    };
    requestAnimationFrame(tick);
  });
  point("pointerdown", 0);
  const drag = await frames((count) => point("pointermove", 120 * Math.sin(count / 8)));
  point("pointerup", 0);
  const wheel = await frames((count) => stage.dispatchEvent(new WheelEvent("wheel", { deltaY: count % 40 < 20 ? -40 : 40, clientX: x, clientY: y, bubbles: true, cancelable: true })));
  return [drag, wheel];
});

export default [[500, 1200], [2000, 4000]].map(([nodes, edges]) => ({
  name: `${nodes} nodes and ${edges} edges move`, page: draw("--graph", web(nodes, edges)), async body(page) {
    await page.waitForTimeout(500);
    const start = Date.now();
    await page.locator("#search").fill("number 77");
    await page.keyboard.press("Enter");
    const picked = Date.now() - start;
    await page.keyboard.press("Escape");
    await page.locator("#fit").click();
    const [drag, wheel] = await measure(page);
    return `${drag} frames a second dragged, ${wheel} zoomed, ${picked} ms from typing to picked`;
  } }));
