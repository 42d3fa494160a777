// The same as tables, as a file, on paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { csto, heading, node, shown } from "./pages.mjs";

export default [
  { name: "the tables hold what is shown, and follow the filters", page: csto, async body(page) {
    await page.locator("#as-table").click();
    const rows = () => page.locator("#table tbody tr").count();
    for (const filter of [null, '[data-filter="label:Work"]']) {
      if (filter) await page.locator(filter).uncheck();
      const [nodes, , edges] = await shown(page);
      assert.equal(await rows(), nodes + edges);
    }
    const link = page.locator("#table .link").first();
    const name = await link.textContent();
    await link.click();
    assert.equal(await heading(page), name);
    await page.locator("#as-table").click();
    assert.equal(await page.locator("#stage").isVisible(), true);
  } },
  { name: "saves what is shown as an SVG without script and marks", page: csto, async body(page) {
    await node(page, "csto").click();
    await page.locator('[data-filter="label:Work"]').uncheck();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#download").click()]);
    assert.equal(download.suggestedFilename(), "collective-security-treaty-organisation-1-step-around.svg");
    const text = readFileSync(await download.path(), "utf8");
    assert.ok(text.startsWith("<svg") && text.includes("node-csto"));
    for (const mark of ["<script", "tabindex", 'role="button"', "picked", "hit", "data-node", 'class="node work"']) assert.ok(!text.includes(mark), mark);
    const wrong = await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")?.textContent, text);
    assert.equal(wrong, undefined);
  } },
  { name: "paper shows the whole drawing and the legend, no tools", page: csto, async body(page) {
    await page.locator("#larger").click();
    await page.emulateMedia({ media: "print" });
    for (const tool of ["#finder", "#tools", "#years", ".both >> nth=0"]) assert.equal(await page.locator(tool).isVisible(), false, tool);
    assert.equal(await page.locator("#stage svg").evaluate((svg) => getComputedStyle(svg).transform), "none");
    assert.equal(await page.locator("#choices").isVisible(), true);
    assert.ok((await page.pdf({ format: "A4", landscape: true })).length > 10_000);
  } },
];
