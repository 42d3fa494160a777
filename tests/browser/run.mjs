// The interactive page in a real browser: `node tests/browser/run.mjs BINARY [WORDS]`, after `npm ci` here, with
// Chromium at $CHROMIUM or in the path. WORDS run those tests alone whose names hold them.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { program } from "./pages.mjs";

const FILES = ["move", "pick", "filter", "keyboard", "table", "address", "hostile", "readable", "forms", "speed"];
const words = process.argv.slice(3).join(" ");
const counts = { passed: 0, failed: 0 };
const browser = await chromium.launch({ executablePath: program("chromium", "chromium-browser", "google-chrome"), args: ["--no-sandbox"] });

/** Runs one test on a fresh page, and holds it to the rule that nothing fails and nothing is fetched. */
const run = async ({ name, page: address, body, options = {} }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const troubles = [];
  const own = (url) => url.startsWith("blob:") || url.split("#")[0] === address.split("#")[0];
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && troubles.push(`console: ${message.text()}`));
  page.on("request", (request) => own(request.url()) || troubles.push(`request: ${request.url()}`));
  page.on("dialog", (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  try {
    await page.goto(address);
    const note = await body(page, context);
    assert.deepEqual(troubles, []);
    counts.passed += 1;
    console.log(`ok      ${name}${note ? `: ${note}` : ""}`);
  } catch (error) {
    counts.failed += 1;
    console.log(`FAILED  ${name}\n${String(error.stack ?? error).split("\n").slice(0, 14).join("\n")}`);
  }
  await context.close();
};

for (const file of FILES) {
  const { default: tests } = await import(`./${file}.mjs`);
  for (const test of tests.filter((test) => test.name.includes(words))) await run(test);
}
await browser.close();
console.log(`browser tests: ${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
