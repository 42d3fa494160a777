// Everything without a pointer, and what a screen reader is told.
import assert from "node:assert/strict";
import { csto, heading, said, shown, transform } from "./pages.mjs";

const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };
const focused = (page) => page.evaluate(() => document.activeElement.id);
const tabTo = async (page, id, most = 60) => {
  for (let turn = 0; turn < most && await focused(page) !== id; turn += 1) await page.keyboard.press("Tab");
  assert.equal(await focused(page), id);
};

export default [
  { name: "Tab skips to the drawing, arrows walk it, Enter picks, Escape lets go", page: csto, async body(page) {
    await press(page, "Tab", "Enter");
    const first = await focused(page);
    assert.match(first, /^node-/);
    const met = new Set([first]);
    for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowUp"]) { await press(page, key); met.add(await focused(page)); }
    assert.ok(met.size > 2, [...met].join(" "));
    await press(page, "Enter");
    assert.equal(await page.locator(".node.picked").count(), 1);
    await press(page, "Escape");
    assert.equal(await page.locator(".node.picked").count(), 0);
  } },
  { name: "Shift+Enter picks a second actor", page: csto, async body(page) {
    await press(page, "Tab", "Enter", "Enter", "ArrowRight", "ArrowRight", "Shift+Enter");
    assert.match(await heading(page), / – /);
  } },
  { name: "keys zoom, pan and fit", page: csto, async body(page) {
    await press(page, "Tab", "Enter");
    const first = await transform(page);
    for (const key of ["+", "-", "Shift+ArrowLeft"]) {
      const before = await transform(page);
      await press(page, key);
      assert.notEqual(await transform(page), before, key);
    }
    await press(page, "0");
    assert.equal(await transform(page), first);
  } },
  { name: "filters, slider and table are reached and worked by keys alone", page: csto, async body(page) {
    await tabTo(page, "year");
    await press(page, "ArrowLeft");
    assert.match(await page.locator("#year").getAttribute("aria-valuetext"), /^\d{4}: /);
    assert.match(await said(page), /held for certain.* nodes and /);
    await tabTo(page, "all-years");
    await press(page, "Space");
    await page.locator('[data-filter="label:Work"]').focus();
    const [before] = await shown(page);
    await press(page, "Space");
    assert.ok((await shown(page))[0] < before);
    await page.locator("#as-table").focus();
    await press(page, "Enter");
    assert.equal(await said(page), "tables shown");
    await tabTo(page, "table");
  } },
  { name: "the drawing stays within reach of Tab when its actor is hidden", page: csto, async body(page) {
    const label = await page.locator(".node[tabindex='0']").getAttribute("aria-label");
    await page.locator(`[data-filter="label:${label.split(", ").pop()}"]`).uncheck();
    assert.equal(await page.locator(".node[tabindex='0']:not(.gone)").count(), 1);
  } },
  { name: "landmarks and names", page: csto, async body(page) {
    for (const [role, name] of [["banner"], ["main"], ["contentinfo"], ["search"], ["complementary", "Details"], ["region", "Legend and filters"], ["slider", "Year"], ["combobox", /Look for an actor/], ["status"]]) {
      assert.ok(await page.getByRole(role, name && { name }).count() >= 1, `${role} ${name ?? ""}`);
    }
    assert.equal(await page.locator("#stage").getByRole("button", { name: "Kazakhstan, State", exact: true }).count(), 1);
  } },
];
