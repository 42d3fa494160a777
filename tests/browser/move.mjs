// Pan, zoom and fit: by wheel, pointer, two fingers, buttons.
import assert from "node:assert/strict";
import { csto, transform } from "./pages.mjs";

const scale = async (page) => Number((await transform(page)).match(/scale\((.*)\)/)[1]);
const touch = (session, type, ...points) =>
  session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });

export default [
  { name: "the wheel zooms where the pointer is, dragging pans, the button fits", page: csto, async body(page) {
    const first = await transform(page);
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, -400);
    await page.waitForFunction((was) => document.querySelector("#stage svg").style.transform !== was, first);
    const zoomed = await transform(page);
    await page.mouse.down();
    await page.mouse.move(700, 460, { steps: 4 });
    await page.mouse.up();
    const [, x, y] = (await transform(page)).match(/translate\((.*)px, (.*)px\)/).map(Number);
    const [, x0, y0] = zoomed.match(/translate\((.*)px, (.*)px\)/).map(Number);
    assert.ok(x > x0 + 60 && y > y0 + 30, `${zoomed} → ${await transform(page)}`);
    assert.equal(await page.locator(".picked").count(), 0, "a drag picks nothing");
    await page.locator("#fit").click();
    assert.equal(await transform(page), first);
  } },
  { name: "buttons zoom in and out", page: csto, async body(page) {
    const first = await scale(page);
    await page.locator("#larger").click();
    assert.ok(await scale(page) > first);
    await page.locator("#smaller").click();
    await page.locator("#smaller").click();
    assert.ok(await scale(page) < first);
  } },
  { name: "two fingers pinch", page: csto, options: { hasTouch: true }, async body(page, context) {
    const first = await scale(page);
    const session = await context.newCDPSession(page);
    await touch(session, "touchStart", [550, 400], [650, 400]);
    for (const by of [20, 50, 90, 130]) await touch(session, "touchMove", [550 - by, 400], [650 + by, 400]);
    await touch(session, "touchEnd");
    assert.ok(await scale(page) > first * 1.5, `${first} → ${await scale(page)}`);
  } },
  { name: "a window of another size fits anew, unless the view was chosen", page: csto, async body(page) {
    const first = await scale(page);
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.waitForFunction((was) => !document.querySelector("#stage svg").style.transform.endsWith(`scale(${was})`), first);
    await page.locator("#larger").click();
    const chosen = await transform(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    assert.equal(await transform(page), chosen);
  } },
];
