// Accessibility: what axe-core can judge of WCAG 2.2 AA and RGAA 4, in light and in dark.
//
// axe is a script: it runs in a context of its own, where scripts may run and the site's policy is lifted.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

import { visitor } from "../browser.mjs";

export const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
export const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"];

export async function access(browser, site, pages, report) {
  for (const colorScheme of ["light", "dark"]) {
    const { context } = await visitor(browser, site, { colorScheme, javaScriptEnabled: true, bypassCSP: true });
    const page = await context.newPage();
    for (const { name, path } of pages) {
      await report.check(`${name}: axe finds nothing (${colorScheme})`, async () => {
        await page.goto(path);
        await page.addScriptTag({ path: AXE });
        const result = await page.evaluate(
          (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }),
          TAGS,
        );
        assert.ok(result.passes.length > 10, "axe judged next to nothing");
        assert.equal(result.violations.map(inWords).join("\n"), "");
      });
    }
    await context.close();
  }
}

export function inWords({ id, help, nodes }) {
  const places = nodes.slice(0, 3).map((node) => node.target.join(" "));
  return `${id}: ${help} (${nodes.length}: ${places.join(" | ")})`;
}
