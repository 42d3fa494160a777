"use strict";
// The page's own script, its files one after another inside one function. Whatever text comes from the
// graph goes in by textContent, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const { nodes, edges } = data;
const $ = (id) => document.getElementById(id);
const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const counted = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;
const stage = $("stage");
const svg = stage.querySelector("svg");
const say = (text) => { $("live").textContent = text; };
const shown = (thing) => !thing.hidden;
// What is picked: a node, an edge, or two nodes and the way between them; and what is filtered.
const state = { node: null, edge: null, other: null, year: null, possibly: true, off: new Set() };

nodes.forEach((node, at) => {
  node.at = at;
  node.edges = [];
  node.element = $(node.id);
  node.names = [node.name, ...node.aliases, node.key].map((name) => [name, fold(name)]);
  node.element.dataset.node = at;
  const attributes = { role: "button", "aria-pressed": "false", tabindex: "-1" };
  attributes["aria-label"] = node.name + (node.labels.length ? ", " + node.labels.join(", ") : "");
  for (const [name, value] of Object.entries(attributes)) node.element.setAttribute(name, value);
});
edges.forEach((edge, at) => {
  edge.at = at;
  edge.element = $(edge.id);
  edge.label = $(edge.labelId);
  edge.element.dataset.edge = at;
  if (edge.label) {
    edge.label.classList.add("label");
    edge.label.dataset.edge = at;
  }
  // A line is too thin to hit: an unseen, wider one lies over it.
  const hit = edge.element.querySelector("path").cloneNode();
  for (const name of ["stroke-dasharray", "stroke-linecap"]) hit.removeAttribute(name);
  hit.setAttribute("class", "hit");
  edge.element.append(hit);
  nodes[edge.from].edges.push(edge);
  if (edge.to !== edge.from) nodes[edge.to].edges.push(edge);
});
