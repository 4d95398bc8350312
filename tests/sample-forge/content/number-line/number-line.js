// SPDX-License-Identifier: MIT
import { parse, value } from "./fraction.js";

const SVG = "http://www.w3.org/2000/svg";

/** Reads "A:1/4 B:5/4" into [{ name, text, at }], leaving out what is no number. */
export function readPoints(text) {
  return text
    .split(/\s+/)
    .map((item) => item.split(":"))
    .map(([name, number]) => ({ name, text: number, at: parse(number ?? "") }))
    .filter((point) => point.at !== null);
}

/** The sentence a screen reader says. */
export function describe(from, to, parts, points) {
  const line = `Number line from ${from} to ${to}, each unit in ${parts} part${parts > 1 ? "s" : ""}.`;
  return points.length ? `${line} ${points.map((p) => `${p.name} at ${p.text}`).join(", ")}.` : line;
}

function shape(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, content] of Object.entries(attributes)) node.setAttribute(key, content);
  if (text !== undefined) node.textContent = text;
  return node;
}

function draw(element) {
  const whole = (name, fallback) => Number.parseInt(element.getAttribute(name) ?? fallback, 10);
  const [from, to] = [whole("from", "0"), whole("to", "1")];
  const parts = Math.min(Math.max(whole("parts", "1"), 1), 24);
  const points = readPoints(element.getAttribute("points") ?? "");
  const x = (number) => 30 + ((number - from) / (to - from)) * 740;
  const svg = shape("svg", { viewBox: "0 0 800 90", role: "img", "aria-label": describe(from, to, parts, points) });
  svg.append(shape("line", { x1: 20, y1: 50, x2: 790, y2: 50, stroke: "currentColor", "stroke-width": 2 }));
  for (let tick = 0; tick <= (to - from) * parts; tick += 1) {
    const unit = tick % parts === 0;
    const at = x(from + tick / parts);
    svg.append(shape("line", { x1: at, x2: at, y1: unit ? 40 : 45, y2: unit ? 60 : 55, stroke: "currentColor" }));
    if (unit && !element.hasAttribute("hide-labels")) {
      svg.append(shape("text", { x: at, y: 78, "text-anchor": "middle" }, from + tick / parts));
    }
  }
  for (const point of points) {
    svg.append(shape("circle", { cx: x(value(point.at)), cy: 50, r: 5, fill: "currentColor" }));
    svg.append(shape("text", { x: x(value(point.at)), y: 30, "text-anchor": "middle" }, point.name));
  }
  element.replaceChildren(svg);
}

if (globalThis.customElements) {
  customElements.define(
    "number-line",
    class extends HTMLElement {
      static observedAttributes = ["from", "to", "parts", "points", "hide-labels"];
      connectedCallback() {
        draw(this);
      }
      attributeChangedCallback() {
        if (this.isConnected) draw(this);
      }
    },
  );
}
