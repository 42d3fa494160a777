// The interactive page in a real browser: `node tests/browser/page.mjs BINARY`. Needs `playwright-core`
// and `axe-core` where node finds them, and Chromium at $CHROMIUM or /usr/bin/chromium.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.NODE_MODULES ?? process.cwd(), "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const binary = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "actant-page-"));

/** Draws a page and gives its address. */
const draw = (name, ...asked) => {
  const file = join(folder, `${name}.html`);
  execFileSync(binary, ["export", ...asked, "-o", file], { stdio: "pipe" });
  return pathToFileURL(file).href;
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
let passed = 0;
let failed = 0;

/** Runs one test on a fresh page, and holds it to the rule that nothing fails and nothing is fetched. */
const test = async (name, address, body, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && troubles.push(`console: ${message.text()}`));
  page.on("request", (request) => request.url().split("#")[0] !== address.split("#")[0]
    && !request.url().startsWith("blob:") && troubles.push(`request: ${request.url()}`));
  page.on("dialog", (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  try {
    await page.goto(address);
    await body(page, context);
    assert.deepEqual(troubles, []);
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${String(error.stack ?? error).split("\n").slice(0, 12).join("\n")}`);
  }
  await context.close();
};

const node = (page, key) => page.locator(`#node-${key}`);
const shown = async (page) => (await page.locator("#count").textContent()).match(/\d+/g).map(Number);
const transform = (page) => page.locator("#stage svg").evaluate((svg) => svg.style.transform);

const csto = draw("csto", "--around", "csto");
const schools = draw("schools", "--run", "where-the-schools-contradict-each-other");
const states = draw("states", "--run", "which-states-sit-in-both-camps");

await test("a click tells of an actor, and its neighbours are lit", csto, async (page) => {
  await node(page, "csto").click();
  assert.match(await page.locator("#about h2").textContent(), /Collective Security/);
  assert.equal(await node(page, "csto").getAttribute("aria-pressed"), "true");
  assert.ok(await page.locator(".node.near").count() > 5);
  assert.match(await page.locator("#live").textContent(), /relations/);
  assert.ok(await page.locator("#about .faint").count() > 3, "sources are named");
});
await test("a click on the ground lets go", csto, async (page) => {
  await node(page, "csto").click();
  await page.locator("#stage").click({ position: { x: 5, y: 5 } });
  assert.equal(await page.locator(".near").count(), 0);
});
await test("search finds by alias, without accents and case", csto, async (page) => {
  await page.locator("#search").fill("ODKB");
  await page.locator("#search").fill("kazakhstan");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#about h2").textContent(), "Kazakhstan");
  await page.locator("#search").fill("no such actor");
  await page.keyboard.press("Enter");
  assert.match(await page.locator("#live").textContent(), /nothing is called/);
});
await test("the way between two actors", csto, async (page) => {
  await node(page, "armenia").click();
  await page.locator("#between").click();
  await node(page, "kyrgyzstan").click();
  assert.ok(await page.locator(".on-path").count() >= 2);
  assert.match(await page.locator("#live").textContent(), /steps between/);
});
await test("filters hide, count, and leave the rest where it stands", csto, async (page) => {
  const before = await node(page, "csto").evaluate((one) => JSON.stringify(one.getBBox()));
  const [, all] = await shown(page);
  await page.locator('[data-filter="label:State"]').uncheck();
  const [left] = await shown(page);
  assert.ok(left < all && left > 0);
  assert.equal(await node(page, "kazakhstan").isVisible(), false);
  assert.equal(await node(page, "csto").evaluate((one) => JSON.stringify(one.getBBox())), before);
  await page.locator('[data-filter="label:State"]').check();
  assert.equal((await shown(page))[0], all);
});
await test("filters by relation, status, source and school", schools, async (page) => {
  for (const kind of ["relation", "status"]) {
    const box = page.locator(`[data-filter^="${kind}:"]`).first();
    const [, , before] = await shown(page);
    await box.uncheck();
    assert.ok((await shown(page))[2] < before, kind);
    await box.check();
  }
  assert.ok(await page.locator('[data-filter^="school:"]').count() > 1);
});
await test("the year hides what did not hold and pales what may have", states, async (page) => {
  const [, , all] = await shown(page);
  await page.locator("#year").fill("2010");
  const [, , then] = await shown(page);
  assert.ok(then < all, `${then} of ${all}`);
  assert.match(await page.locator("#year-words").textContent(), /2010: \d+ dated relations held for certain/);
  await page.locator("#year").fill("2020");
  assert.ok(await page.locator(".edge.unsure").count() > 0);
  await page.locator("#all-years").check();
  assert.equal((await shown(page))[2], all);
});
await test("wheel, buttons and dragging move the drawing", csto, async (page) => {
  const first = await transform(page);
  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, -400);
  const zoomed = await transform(page);
  assert.notEqual(zoomed, first);
  await page.mouse.down();
  await page.mouse.move(700, 460, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await transform(page), zoomed);
  await page.locator("#fit").click();
  assert.equal(await transform(page), first);
  await page.locator("#larger").click();
  assert.notEqual(await transform(page), first);
});
await test("everything by keyboard", csto, async (page) => {
  await page.locator("#stage .node[tabindex='0']").focus();
  const first = await page.evaluate(() => document.activeElement.id);
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) await page.keyboard.press(key);
  await page.keyboard.press("ArrowRight");
  const second = await page.evaluate(() => document.activeElement.id);
  assert.match(second, /^node-/);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".node.picked").count(), 1);
  const before = await transform(page);
  await page.keyboard.press("+");
  assert.notEqual(await transform(page), before);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".node.picked").count(), 0);
  assert.ok(first.startsWith("node-"));
});
await test("the same as tables", csto, async (page) => {
  await page.locator("#as-table").click();
  assert.equal(await page.locator("#table table").count(), 2);
  const rows = await page.locator("#table tbody tr").count();
  const [nodes, , edges] = await shown(page);
  assert.equal(rows, nodes + edges);
  await page.locator("#table .link").first().click();
  assert.ok((await page.locator("#about h2").textContent()).length > 2);
});
await test("saves an SVG without script", csto, async (page) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#download").click()]);
  const text = readFileSync(await download.path(), "utf8");
  assert.ok(text.startsWith("<svg") && text.includes("node-csto") && !text.includes("<script"));
});
await test("the address brings a state back", csto, async (page, context) => {
  await node(page, "kazakhstan").click();
  await page.locator('[data-filter="label:Work"]').uncheck();
  await page.waitForTimeout(400);
  const address = page.url();
  assert.match(address, /node=kazakhstan/);
  const again = await context.newPage();
  await again.goto(address);
  assert.equal(await again.locator("#about h2").textContent(), "Kazakhstan");
  assert.deepEqual(await shown(again), await shown(page));
});
await test("nonsense in the address does no harm", csto + "#node=x&view=NaN,1,-3&year=abc&off=%00", async (page) => {
  assert.equal((await shown(page))[0], (await shown(page))[1]);
});
await test("a phone shows it too", csto, async (page) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${wide} pixels wide`);
  await node(page, "csto").tap();
  assert.equal(await page.locator(".node.picked").count(), 1);
}, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

const hostile = `CREATE (a:State {id: 'a', name: '</script><script>alert(1)</script>', description: '<img src=x onerror=alert(2)>',
  url: 'javascript:alert(3)'}), (b:State {id: 'b', name: '"onload="alert(4)', aliases: ['&lt;b&gt;', '<b>']}),
  (a)-[r:BORDERS {status: 'stated'}]->(b) RETURN a, r, b`;
await test("names that are markup stay text", draw("hostile", "--query", hostile), async (page) => {
  assert.equal(await page.locator(".node").count(), 2);
  await node(page, "a").click();
  assert.match(await page.locator("#about h2").textContent(), /<\/script><script>/);
  await page.locator("#as-table").click();
  assert.equal(await page.locator("img, #about script, a[href^=javascript]").count(), 0);
});
await test("an empty search, an edge, a print", csto, async (page) => {
  await page.locator("#search").press("Enter");
  await page.locator("#stage .edge path").first().dispatchEvent("click", { bubbles: true });
  assert.equal(await page.locator("#about h2").textContent(), "Relation");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#filters").isVisible(), false);
});

for (const [name, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", { viewport: { width: 390, height: 780 } }]]) {
  await test(`axe-core finds nothing (${name})`, csto, async (page) => {
    await node(page, "kazakhstan").focus();
    await page.keyboard.press("Enter");
    await page.evaluate(axe);
    for (const table of [false, true]) {
      if (table) await page.locator("#as-table").click();
      const report = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      const found = report.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((place) => place.html.slice(0, 140) + " " + (place.any[0]?.message ?? "")).join(" | ")}`);
      assert.deepEqual(found, []);
    }
  }, options);
}

/** Frames in a second while the drawing is dragged. */
const speed = async (count, address) => test(`drags ${count} nodes`, address, async (page) => {
  await page.mouse.move(640, 400);
  await page.mouse.down();
  const frames = await page.evaluate(() => new Promise((done) => {
    let frames = 0;
    const start = performance.now();
    const tick = () => {
      frames += 1;
      const at = 60 * Math.sin(frames / 5);
      dispatchEvent(new PointerEvent("pointermove", { pointerId: 1, clientX: 640 + at, clientY: 400 }));
      if (performance.now() - start < 2000) requestAnimationFrame(tick); else done(frames / 2);
    };
    requestAnimationFrame(tick);
  }));
  await page.mouse.up();
  console.log(`        ${count} nodes: ${frames.toFixed(0)} frames a second`);
  assert.ok(frames > 10);
});
await speed(304, draw("kazakhstan", "--around", "kazakhstan"));
await speed(999, draw("whole"));

await browser.close();
writeFileSync(join(folder, "done"), "");
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
