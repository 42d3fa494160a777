// Clicks: an actor, a relation, two actors and the way between them; search.
import assert from "node:assert/strict";
import { csto, heading, node, said } from "./pages.mjs";

const lookFor = async (page, text) => { await page.locator("#search").fill(text); await page.keyboard.press("Enter"); };

export default [
  { name: "a click tells of an actor with its sources, and lights its neighbours", page: csto, async body(page) {
    await node(page, "csto").click();
    assert.match(await heading(page), /Collective Security/);
    assert.equal(await node(page, "csto").getAttribute("aria-pressed"), "true");
    assert.ok(await page.locator(".node.near").count() > 5);
    assert.match(await said(page), /\d+ relations/);
    await page.locator("#about .said summary").first().click();
    assert.ok(await page.locator("#about .said details[open] li").count() > 0, "passages are told");
  } },
  { name: "a click on a line tells of the relation", page: csto, async body(page) {
    await page.locator("#stage .hit").first().evaluate((line) => {
      const at = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
      // A little beside the line: the unseen one is wider.
      document.elementFromPoint(at.x, at.y + 1)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    });
    assert.equal(await heading(page), "Relation");
    assert.equal(await page.locator(".edge.on-path").count(), 1);
  } },
  { name: "a click on the ground and Escape let go", page: csto, async body(page) {
    for (const letGo of [() => page.locator("#stage").click({ position: { x: 5, y: 5 } }), () => page.keyboard.press("Escape")]) {
      await node(page, "csto").click();
      await letGo();
      assert.equal(await page.locator(".near, .picked").count(), 0);
      assert.equal(await heading(page), "Nothing picked");
    }
  } },
  { name: "the way between two actors, by the button and by Shift", page: csto, async body(page) {
    await node(page, "armenia").click();
    await page.locator("#between").click();
    await node(page, "kyrgyzstan").click();
    assert.ok(await page.locator(".edge.on-path").count() >= 2);
    assert.match(await said(page), /steps between Armenia and Kyrgyzstan/);
    await node(page, "serbia").click();
    await node(page, "belarus").click({ modifiers: ["Shift"] });
    assert.match(await heading(page), /Serbia – Belarus/);
  } },
  { name: "no way where the filters leave none", page: csto, async body(page) {
    await page.getByRole("button", { name: "none of: Relations" }).click();
    await node(page, "armenia").click();
    await node(page, "belarus").click({ modifiers: ["Shift"] });
    assert.match(await said(page), /no way between them/);
  } },
  { name: "links in the panel lead on", page: csto, async body(page) {
    await node(page, "csto").click();
    const link = page.locator("#about .said .link").last();
    const name = await link.textContent();
    await link.click();
    assert.equal(await heading(page), name);
  } },
  { name: "search finds by name, alias and id, without accents and case", page: csto, async body(page) {
    for (const [text, name] of [["kazakhstan", "Kazakhstan"], ["csto", /^Collective Security Treaty Organisation/], ["TOKAYEV", "Kassym-Jomart Tokayev"], ["одкб", /ОДКБ/]]) {
      await lookFor(page, text);
      assert.match(await heading(page), name instanceof RegExp ? name : new RegExp(`^${name}$`), text);
    }
    await lookFor(page, "no such actor");
    assert.match(await said(page), /nothing is called/);
  } },
  { name: "the list of search is chosen from by arrow keys and by pointer", page: csto, async body(page) {
    await page.locator("#search").fill("armenia");
    const second = await page.locator("#found li").nth(1).evaluate((item) => item.firstChild.textContent);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("#search").getAttribute("aria-activedescendant"), "found-1");
    await page.keyboard.press("Enter");
    assert.equal(await heading(page), second);
    await page.locator("#search").fill("serbia");
    await page.locator("#found li").first().click();
    assert.equal(await heading(page), "Serbia");
    assert.equal(await page.locator("#found").isVisible(), false);
  } },
];
