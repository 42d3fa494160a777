// Other forms, read by their own readers: Mermaid's in the browser, XML's in every browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { NAMES, snapshot } from "./hostile.mjs";
import { csto, exported } from "./pages.mjs";

const library = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");
const plain = (text) => text.replace(/\s+/g, " ").trim();

// A figure's nodes stand in the order of their keys.
const inOrder = NAMES.map((name, at) => [`n${at}`, name]).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);

const mermaid = [
  ["the shipped graph", ["--around", "csto"], null],
  ["hostile names", ["--graph", snapshot, "--title", NAMES[0]], inOrder],
].map(([what, asked, names]) => ({ name: `Mermaid draws ${what}`, page: "about:blank", async body(page) {
  await page.addScriptTag({ content: readFileSync(library, "utf8") });
  const text = readFileSync(exported("figure.mmd", ...asked), "utf8");
  const svg = await page.evaluate(async (text) => {
    globalThis.mermaid.initialize({ startOnLoad: false });
    const { svg } = await globalThis.mermaid.render("figure", text);
    document.body.innerHTML = svg;
    return [document.querySelectorAll(".node").length, [...document.querySelectorAll(".node")].map((one) => one.textContent), document.body.querySelectorAll("script, img, [onload], [onerror]").length];
  }, text);
  assert.equal(svg[0], text.match(/^ {2}n\d+[^ ]*"/gm).length);
  assert.equal(svg[2], 0);
  names?.forEach((name, at) => assert.equal(plain(svg[1][at]), plain(name) || plain("\u00a0")));
} }));

export default [
  { name: "draw.io's file is well formed, and hostile names stay values", page: csto, async body(page) {
    const text = readFileSync(exported("figure.drawio", "--graph", snapshot), "utf8");
    const found = await page.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, "application/xml");
      const names = [...xml.querySelectorAll("UserObject:has(> [vertex])")].map((one) => one.getAttribute("label"));
      return [xml.querySelectorAll("parsererror, script").length, names, xml.querySelectorAll("[edge]").length, xml.querySelectorAll("[link]").length];
    }, text);
    assert.deepEqual([found[0], found[2], found[3]], [0, NAMES.length, 0]);
    assert.deepEqual(new Set(found[1].map(plain)), new Set(NAMES.map(plain)));
  } },
  ...mermaid,
];
