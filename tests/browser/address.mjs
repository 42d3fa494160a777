// The address brings a state back; nonsense in it does no harm.
import assert from "node:assert/strict";
import { camps, csto, heading, node, shown, transform } from "./pages.mjs";

/** What is to be seen of a state, to the pixel and the tenth of a per cent. */
const seen = async (page) => {
  const [x, y, scale] = (await transform(page)).match(/-?[\d.]+/g).map(Number);
  return [await heading(page), await shown(page), await page.locator(".picked, .on-path").count(), await page.locator("#table").isVisible(), Math.round(x), Math.round(y), scale.toFixed(3)];
};

const again = (name, page, change) => ({ name: `the address brings back ${name}`, page, async body(one, context) {
  await change(one);
  await one.waitForTimeout(400);
  const other = await context.newPage();
  await other.goto(one.url());
  assert.deepEqual(await seen(other), await seen(one));
  assert.match(one.url(), /#./);
} });

export default [
  again("an actor, a filter and a view", csto, async (page) => {
    await node(page, "kazakhstan").click();
    await page.locator('[data-filter="label:Work"]').uncheck();
    await page.locator("#larger").click();
  }),
  again("the way between two", csto, async (page) => {
    await node(page, "serbia").click();
    await node(page, "belarus").click({ modifiers: ["Shift"] });
  }),
  again("a relation", csto, (page) => page.locator("#stage .hit").first().dispatchEvent("click", { bubbles: true })),
  again("a year, for certain only, as a table", camps, async (page) => {
    await page.locator("#year").fill("2005");
    await page.locator("#possibly").uncheck();
    await page.locator("#as-table").click();
  }),
  { name: "another fragment changes the page at once", page: csto, async body(page) {
    await node(page, "serbia").click();
    await page.evaluate(() => { location.hash = "node=belarus&off=label%3AWork"; });
    await page.waitForFunction(() => document.querySelector("#about h2").textContent === "Belarus");
    assert.equal(await page.locator('[data-filter="label:Work"]').isChecked(), false);
  } },
  ...["node=x&view=NaN,1,-3&year=abc&off=%00", "view=1e999,0,1&year=99999999&off=label:None", "%E0%A4%A&to=csto&edge=%3Cscript%3E", "table=1&table=2&year=&view="].map((hash) => (
    { name: `nonsense in the address does no harm: ${hash}`, page: `${csto}#${hash}`, async body(page) {
      const [nodes, all] = await shown(page);
      assert.ok(all > 0 && nodes > 0);
      assert.match(await transform(page), /^translate\(-?[\d.]+px, -?[\d.]+px\) scale\([\d.]+\)$/);
    } })),
];
