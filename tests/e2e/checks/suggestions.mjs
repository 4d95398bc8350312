// Suggestions under the search field, by keyboard and by pointer: the one thing that needs JavaScript.

import assert from "node:assert/strict";

import { visitor } from "../browser.mjs";
import { AXE, TAGS, inWords } from "./access.mjs";

export async function suggestions(browser, site, report) {
  const { context, seen } = await visitor(browser, site, { javaScriptEnabled: true });
  const page = await context.newPage();
  const field = page.locator("main input[name=q]");
  const list = page.getByRole("listbox", { name: "Suggestions" });
  const options = list.getByRole("option");
  const type = async (words) => {
    await page.goto("/");
    await field.focus();
    await page.keyboard.type(words, { delay: 20 });
    await list.waitFor();
  };
  await report.check("suggestions: typing opens a list that says what each thing is", async () => {
    await type("fract");
    assert.equal(await field.getAttribute("role"), "combobox");
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    const texts = await options.allInnerTexts();
    assert.ok(texts.length > 0 && texts.length <= 10, String(texts.length));
    for (const text of texts) assert.match(text, /fraction[^]*(Projet|Ressource|Logiciel|Discipline)/i);
    assert.equal(await field.getAttribute("aria-activedescendant"), null, "nothing is chosen by itself");
  });
  await report.check("suggestions: arrows go round the list and leave the text and the focus alone", async () => {
    const many = await options.count();
    const active = async () => {
      const id = await field.getAttribute("aria-activedescendant");
      const chosen = await options.evaluateAll((all) => all.map((one) => one.ariaSelected === "true"));
      assert.equal(chosen.filter(Boolean).length, 1);
      assert.equal(await options.nth(chosen.indexOf(true)).getAttribute("id"), id);
      return chosen.indexOf(true);
    };
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), 0);
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(), many - 1);
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), 0);
    assert.equal(await field.inputValue(), "fract");
    assert.ok(await field.evaluate((node) => node === document.activeElement));
  });
  await report.check("suggestions: Escape closes the list and keeps the text", async () => {
    await page.keyboard.press("Escape");
    assert.equal(await list.isVisible(), false);
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    assert.equal(await field.getAttribute("aria-activedescendant"), null);
    assert.equal(await field.inputValue(), "fract");
  });
  await report.check("suggestions: Enter searches for what is chosen, else for what is typed", async () => {
    await type("fract");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/recherche\?q=fract$/);
    await type("fract");
    const words = await options.first().locator("bdi").innerText();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === words);
    assert.ok((await page.locator("ul.hits > li").count()) > 0, `${words} finds nothing`);
  });
  await report.check("suggestions: a click chooses as well", async () => {
    await type("fract");
    const words = await options.first().locator("bdi").innerText();
    await options.first().click();
    await page.waitForURL((url) => url.searchParams.get("q") === words);
  });
  await report.check("suggestions: an answer that comes late is not shown", async () => {
    await page.route("**/suggestions?q=fr", async (route) => {
      await new Promise((done) => page.once("request", done));
      await route.continue().catch(() => {});
    });
    await page.goto("/");
    await field.focus();
    await Promise.all([page.waitForRequest(/suggestions\?q=fr$/), page.keyboard.type("fr")]);
    await page.keyboard.type("action");
    await list.waitFor();
    for (const text of await options.allInnerTexts()) assert.match(text, /fraction/i);
    await page.unroute("**/suggestions?q=fr");
  });
  await report.check("suggestions: without an answer the field works as it does", async () => {
    await page.route("**/suggestions?*", (route) => route.fulfill({ status: 200, body: "no list" }));
    await page.goto("/");
    await field.focus();
    await Promise.all([page.waitForResponse(/suggestions/), page.keyboard.type("fractions")]);
    assert.equal(await list.isVisible(), false);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/recherche\?q=fractions$/);
    await page.unroute("**/suggestions?*");
  });
  await report.check("suggestions: the list fits a narrow telephone", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await type("fract");
    const box = await list.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  });
  await report.check("suggestions: no cookie, no other origin, nothing to complain of", async () => {
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(seen, { foreign: [], complaints: [], cookies: [] });
  });
  await context.close();
  for (const colorScheme of ["light", "dark"]) await judged(browser, site, report, colorScheme);
}

// The list as axe sees it: open, one option chosen.
async function judged(browser, site, report, colorScheme) {
  const { context } = await visitor(browser, site, { colorScheme, javaScriptEnabled: true, bypassCSP: true });
  const page = await context.newPage();
  await report.check(`suggestions: axe finds nothing in the open list (${colorScheme})`, async () => {
    for (const path of ["/", "/miroirs"]) {
      await page.goto(path);
      await page.locator("input[name=q]").pressSequentially("fract");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.addScriptTag({ path: AXE });
      const result = await page.evaluate(
        (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }),
        TAGS,
      );
      assert.equal(result.violations.map(inWords).join("\n"), "");
    }
    if (process.env.GLANE_SHOTS) await page.screenshot({ path: `${process.env.GLANE_SHOTS}/suggestions-${colorScheme}.png` });
  });
  await context.close();
}
