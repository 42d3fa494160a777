// Names that are markup, script or nothing stay text, wherever they are shown.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { draw, graph, heading, node } from "./pages.mjs";

export const NAMES = [
  "</script><script>alert(1)</script>",
  "<!--<script>",
  '"onload="alert(2)" x="',
  "<svg onload=alert(3)>",
  "<img src=x onerror=alert(4)>",
  "&lt;b&gt; &#x41; &nbsp; ]]> <![CDATA[",
  "<!DOCTYPE svg [<!ENTITY x 'y'>]>&x;",
  "javascript:alert(5)",
  "data:text/html,<script>alert(6)</script>",
  "</style></title></template></textarea>",
  "\u2028\u2029 line ends",
  "' ` ${alert(7)} \\u0022",
  "\u202eright to left \u0645\u0631\u062d\u0628\u0627",
  "constructor",
  "x".repeat(5000),
];
const pairs = NAMES.map((_, at) => [at, (at + 1) % NAMES.length]);
export const snapshot = graph("hostile", NAMES, pairs);
const page = draw("--graph", snapshot, "--title", NAMES[0]);
const plain = (text) => text.replace(/\s+/g, " ").trim();

export default [
  { name: "hostile names: the page has no element that they ask for", page, async body(page) {
    assert.equal(await page.locator(".node").count(), NAMES.length);
    assert.equal(await page.locator("script").count(), 2);
    assert.equal(await page.locator("img, [onload], [onerror], [href^=javascript], [href^=data]").count(), 0);
    assert.equal(plain(await page.locator("h1").textContent()), NAMES[0]);
    assert.equal(plain(await page.title()), NAMES[0]);
  } },
  { name: "hostile names: panel, search, tables and tooltips show them as they are", page, async body(page) {
    for (const [at, name] of NAMES.entries()) {
      await node(page, `n${at}`).dispatchEvent("click", { bubbles: true });
      assert.equal(plain(await heading(page)), plain(name));
    }
    await page.locator("#search").fill("script");
    assert.ok(await page.locator("#found li").count() >= 3);
    await page.locator("#as-table").click();
    assert.equal(await page.locator("#table tbody tr").count(), NAMES.length * 2);
    assert.equal(await page.locator("img, [onload], [onerror], #details script, #table script").count(), 0);
  } },
  { name: "hostile names: the saved SVG is well formed and still text", page, async body(page) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#download").click()]);
    const text = readFileSync(await download.path(), "utf8");
    const found = await page.evaluate((text) => {
      const svg = new DOMParser().parseFromString(text, "image/svg+xml");
      return [svg.querySelectorAll("parsererror, script, [onload], [onerror]").length, svg.querySelectorAll(".node").length];
    }, text);
    assert.deepEqual(found, [0, NAMES.length]);
  } },
  { name: "hostile names: a state in the address survives them", page, async body(page) {
    await node(page, "n2").dispatchEvent("click", { bubbles: true });
    await page.waitForTimeout(300);
    await page.reload();
    assert.equal(plain(await heading(page)), NAMES[2]);
  } },
];
