// Every kind of page: answers as it should, fits a narrow telephone, and has a dark form.

import assert from "node:assert/strict";

import { visitor } from "../browser.mjs";

const NARROW = [320, 360];

export async function layout(browser, site, pages, report) {
  const light = await visitor(browser, site, { colorScheme: "light" });
  const dark = await visitor(browser, site, { colorScheme: "dark" });
  const [bright, dim] = [await light.context.newPage(), await dark.context.newPage()];
  for (const { name, path, status = 200 } of pages) {
    await report.check(`${name}: answers ${status} with one title and one heading`, async () => {
      const answer = await bright.goto(path);
      assert.equal(answer.status(), status);
      assert.match(answer.headers()["content-type"], /^text\/html/);
      assert.ok((await bright.title()).length > 0);
      assert.equal(await bright.locator("h1").count(), 1);
    });
    for (const width of NARROW) {
      await report.check(`${name}: nothing sticks out or overlaps at ${width} px`, async () => {
        await bright.setViewportSize({ width, height: 640 });
        await bright.goto(path);
        assert.deepEqual(await bright.evaluate(sticksOut), []);
        assert.deepEqual(await bright.evaluate(overlaps), []);
      });
    }
    await report.check(`${name}: dark where the visitor prefers it`, async () => {
      await dim.goto(path);
      const shown = { light: await bright.evaluate(background), dark: await dim.evaluate(background) };
      assert.ok(lightness(shown.light) > 0.8, `light: ${shown.light}`);
      assert.ok(lightness(shown.dark) < 0.25, `dark: ${shown.dark}`);
    });
  }
  for (const [name, { context, seen }] of Object.entries({ light, dark })) {
    await report.check(`${name} pages: no cookie, no other origin, nothing to complain of`, async () => {
      assert.deepEqual(await context.cookies(), []);
      assert.deepEqual(seen, { foreign: [], complaints: [], cookies: [] });
    });
    await context.close();
  }
}

// Runs in the page: the first elements that reach beyond its width, none when it does not scroll sideways.
function sticksOut() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((node) => node.getBoundingClientRect().right > width + 1)
    .slice(0, 3)
    .map((node) => node.outerHTML.slice(0, 100));
}

// Runs in the page: pairs of links of the header and footer that lie on each other.
function overlaps() {
  const links = [...document.querySelectorAll("header.site a, footer.site a")].filter((link) => link.checkVisibility());
  const lines = links.map((link) => {
    const range = document.createRange();
    range.selectNodeContents(link);
    return { text: link.textContent.trim(), boxes: [...range.getClientRects()] };
  });
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
  return lines.flatMap((one, place) =>
    lines
      .slice(place + 1)
      .filter((other) => one.boxes.some((a) => other.boxes.some((b) => meet(a, b))))
      .map((other) => `${one.text} | ${other.text}`),
  );
}

// Runs in the page: the colour behind everything.
function background() {
  const of = (node) => getComputedStyle(node).backgroundColor;
  const body = of(document.body);
  return body === "rgba(0, 0, 0, 0)" ? of(document.documentElement) : body;
}

function lightness(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
