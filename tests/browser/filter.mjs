// The legend filters; the slider of years tells certain from possible; what is left stays where it stood.
import assert from "node:assert/strict";
import { box, camps, compared, csto, dated, node, said, schools, shown } from "./pages.mjs";

const boxes = (page, kind) => page.locator(`[data-filter^="${kind}:"]`);

export default [
  { name: "a filter hides, counts, and leaves the rest where it stands", page: csto, async body(page) {
    const before = await box(page, "csto");
    const [, all] = await shown(page);
    await page.locator('[data-filter="label:State"]').uncheck();
    const [left] = await shown(page);
    assert.ok(left < all && left > 0);
    assert.equal(await node(page, "kazakhstan").isVisible(), false);
    assert.equal(await box(page, "csto"), before);
    assert.match(await said(page), new RegExp(`^${left} of ${all} nodes`));
    await page.locator('[data-filter="label:State"]').check();
    assert.equal((await shown(page))[0], all);
  } },
  ...[["relation", 2], ["status", 2], ["source", 2], ["label", 0], ["school", 0]].map(([kind, place]) => (
    { name: `filter by ${kind}`, page: schools, async body(page) {
      await page.locator("#choices details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
      const counts = await shown(page);
      for (const one of await boxes(page, kind).all()) await one.uncheck();
      assert.ok((await shown(page))[place] < counts[place], `${await shown(page)}`);
      for (const one of await boxes(page, kind).all()) await one.check();
      assert.deepEqual(await shown(page), counts);
    } })),
  { name: "all and none", page: csto, async body(page) {
    const counts = await shown(page);
    await page.getByRole("button", { name: "none of: Kinds of actors" }).click();
    assert.equal((await shown(page))[0], 0);
    await page.getByRole("button", { name: "all of: Kinds of actors" }).click();
    assert.deepEqual(await shown(page), counts);
  } },
  { name: "every kind and relation of the legend has its sample", page: csto, async body(page) {
    for (const kind of ["label", "relation", "status"]) {
      const lines = page.locator(".choice").filter({ has: boxes(page, kind) });
      assert.ok(await lines.count() > 0, kind);
      assert.equal(await lines.filter({ has: page.locator(".sample svg") }).count(), await lines.count(), kind);
    }
  } },
  { name: "two dates compared: what one alone shows can be hidden, and says so", page: compared, async body(page) {
    const [, , all] = await shown(page);
    const views = boxes(page, "view");
    assert.deepEqual((await views.evaluateAll((all) => all.map((one) => one.dataset.filter))).sort(), ["view:in both", "view:only 2005", "view:only 2023"]);
    assert.equal(await page.locator(".sample.of-view").count(), 3);
    await page.locator('[data-filter="view:in both"]').uncheck();
    const [, , less] = await shown(page);
    assert.ok(less > 0 && less < all);
  } },
  { name: "a year hides what did not hold and pales what may have", page: camps, async body(page) {
    const [, , all] = await shown(page);
    await page.locator("#year").fill("2010");
    const [, , then] = await shown(page);
    assert.ok(then < all, `${then} of ${all}`);
    assert.match(await page.locator("#year-words").textContent(), /^2010: \d+ dated relations held for certain, \d+ possibly/);
    await page.locator("#all-years").check();
    assert.equal((await shown(page))[2], all);
  } },
  { name: "without what only possibly held", page: dated, async body(page) {
    const slider = page.locator("#year");
    const years = [Number(await slider.getAttribute("min")), Number(await slider.getAttribute("max"))];
    let found = 0;
    for (let year = years[0]; year <= years[1] && !found; year += 1) {
      await slider.fill(String(year));
      found = await page.locator(".unsure:not(.gone)").count();
    }
    assert.ok(found > 0, "some year leaves a doubt");
    const [nodes, , edges] = await shown(page);
    await page.locator("#possibly").uncheck();
    const [fewer, , less] = await shown(page);
    assert.ok(fewer + less < nodes + edges);
    assert.equal(await page.locator(".unsure:not(.gone)").count(), 0);
  } },
];
