// The pages that the tests look at, and what they read off them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const binary = resolve(process.argv[2] ?? "target/release/actant");
const folder = mkdtempSync(join(tmpdir(), "actant-page-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Where one of these programs is; $CHROMIUM goes first. */
export const program = (...names) => {
  const places = process.env.PATH.split(delimiter).flatMap((place) => names.map((name) => join(place, name)));
  return process.env.CHROMIUM ?? places.find((place) => existsSync(place));
};

/** Writes a figure to a file, and says where. */
export const exported = (file, ...asked) => {
  const path = join(folder, file);
  execFileSync(binary, ["export", ...asked, "-o", path], { stdio: "pipe" });
  return path;
};

/** Draws a page and gives its address; each only once. */
const drawn = new Map();
export const draw = (...asked) => {
  const key = asked.join(" ");
  if (!drawn.has(key)) drawn.set(key, pathToFileURL(exported(`${drawn.size}.html`, ...asked)).href);
  return drawn.get(key);
};

const cell = (text) => `"${String(text).replaceAll('"', '""')}"`;
const csv = (...rows) => rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";

/** A graph of these names, and of edges by their places: a snapshot to draw from. */
export const graph = (name, names, pairs) => {
  const [tables, snapshot] = [join(folder, name), join(folder, `${name}.actant`)];
  mkdirSync(tables);
  const nodes = names.map((one, at) => [`n${at}`, one, one, one]);
  writeFileSync(join(tables, "State.csv"), csv(["id", "name", "description", "url"], ...nodes));
  writeFileSync(join(tables, "BORDERS.csv"), csv(["from", "to", "stance"], ...pairs.map(([a, b]) => [`n${a}`, `n${b}`, names[a]])));
  execFileSync(binary, ["import", "--csv", tables, "-o", snapshot], { stdio: "pipe" });
  return snapshot;
};

export const csto = draw("--around", "csto");
export const schools = draw("--run", "where-the-schools-contradict-each-other");
export const camps = draw("--run", "which-states-sit-in-both-camps");

export const compared = draw("--as-of", "2023", "--against", "2005", "--query", "MATCH p = (:State)-[:MEMBER_OF]->(:Organisation) RETURN p");
export const dated = draw("--query", "MATCH (a)-[r]->(b) WHERE r.at ENDS WITH '?' OR b.date ENDS WITH '?' RETURN a, r, b");

export const node = (page, key) => page.locator(`#node-${key}`);
export const heading = (page) => page.locator("#about h2").textContent();
export const said = (page) => page.locator("#live").textContent();
export const transform = (page) => page.locator("#stage svg").evaluate((svg) => svg.style.transform);
export const box = (page, key) => node(page, key).evaluate((one) => JSON.stringify(one.getBBox()));
/** How many are shown: nodes, of all nodes, relations, of all relations. */
export const shown = async (page) => (await page.locator("#count").textContent()).match(/\d+/g).map(Number);
