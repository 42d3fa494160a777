// axe-core's rules on several pages: light, dark, on a phone, with panel and tables open.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { camps, csto, draw, node, schools } from "./pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
const looks = [["light", {}], ["dark", { colorScheme: "dark" }], ["on a phone", phone], ["dark, on a phone", { ...phone, colorScheme: "dark" }]];
const pages = [["an actor", csto], ["schools", schools], ["memberships", camps], ["two actors", draw("--query", "MATCH p = (:State {id: 'italy'})--(:State {id: 'kazakhstan'}) RETURN p")]];

const violations = async (page) => {
  const { violations: found } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((place) => `${place.html.slice(0, 120)} ${place.any[0]?.message ?? ""}`).join(" | ")}`);
};
/** The states that are looked at, each on top of the one before. */
const states = [
  ["as it opens", () => {}],
  ["a search", (page) => page.locator("#search").fill("a")],
  ["the search left", (page) => page.keyboard.press("Escape")],
  ["an actor picked", (page) => page.locator(".node").first().dispatchEvent("click", { bubbles: true })],
  ["all opened", (page) => page.locator("details").evaluateAll((all) => all.slice(0, 40).forEach((one) => { one.open = true; }))],
  ["a year", async (page) => { if (await page.locator("#year").isVisible()) await page.locator("#year").fill("2015"); }],
  ["tables", (page) => page.locator("#as-table").click()],
];

export default [
  ...pages.flatMap(([what, address]) => looks.map(([look, options]) => (
    { name: `axe-core finds nothing: ${what}, ${look}`, page: address, options, async body(page) {
      // The page's own policy lets no script in but through the debugger.
      await page.evaluate(axe);
      for (const [state, reach] of states) {
        await reach(page);
        assert.deepEqual(await violations(page), [], state);
      }
    } }))),
  { name: "a phone shows it without scrolling sideways, and takes taps", page: csto, options: phone, async body(page) {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${wide} pixels wide`);
    await node(page, "csto").tap();
    assert.equal(await page.locator(".node.picked").count(), 1);
  } },
  { name: "dark is dark by preference, and the drawing with it", page: csto, options: { colorScheme: "dark" }, async body(page) {
    const light = (rgb) => rgb.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
    assert.ok(light(await page.locator("body").evaluate((one) => getComputedStyle(one).backgroundColor)) < 40);
    assert.ok(light(await node(page, "kazakhstan").locator(":nth-child(2)").evaluate((one) => getComputedStyle(one).fill)) < 100);
    assert.ok(light(await node(page, "kazakhstan").locator("text").evaluate((one) => getComputedStyle(one).fill)) > 200);
  } },
];
