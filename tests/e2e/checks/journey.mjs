// A teacher looks for something on fractions, opens the first result and reads its licence: no JavaScript.

import assert from "node:assert/strict";

import { visitor } from "../browser.mjs";

const WORDS = "fractions 6e";

// Gives the path of the project it ended on.
export async function journey(browser, site, report) {
  const { context, seen } = await visitor(browser, site);
  const page = await context.newPage();
  await report.check("home: opens, in French, with a search field", async () => {
    const answer = await page.goto("/");
    assert.equal(answer.status(), 200);
    assert.equal(await page.getAttribute("html", "lang"), "fr");
    assert.equal(await page.locator("h1").count(), 1);
    await page.locator("main input[name=q]").fill(WORDS);
  });
  const first = await report.check("search: the form leads to results that bear its words", async () => {
    await page.locator("main input[name=q]").press("Enter");
    await page.waitForURL(/\/recherche\?/);
    assert.equal(new URL(page.url()).searchParams.get("q"), WORDS);
    assert.equal(await page.locator("main input[name=q]").inputValue(), WORDS);
    const results = page.locator("ul.hits > li");
    assert.ok((await results.count()) > 0, "no result");
    assert.match(await results.first().innerText(), /fraction/i);
    assert.ok((await results.first().locator("mark").count()) > 0, "no word is marked in the first result");
    return (await results.first().locator("h2, h3").first().innerText()).trim();
  });
  const project = await report.check("project: the first result opens a page with that title and a licence", async () => {
    await page.locator("ul.hits > li a").first().click();
    await page.waitForURL(/\/projets\//);
    assert.ok(first, "no first result");
    assert.equal((await page.locator("h1").innerText()).trim(), first);
    const licence = page.locator("section", { has: page.locator("#licence") });
    assert.match(await licence.innerText(), /[A-Za-z]+-\d/, "no SPDX identifier beside the heading of the licence");
    return new URL(page.url()).pathname;
  });
  await report.check("filters: one narrows the results and is in the address", async () => {
    await page.goto("/recherche");
    const all = await page.locator("ul.hits > li").count();
    const filter = page.locator("aside input[type=checkbox], aside a").first();
    if ((await filter.evaluate((node) => node.tagName)) === "INPUT") {
      await filter.check();
      await page.locator("aside button, form button[type=submit]").first().click();
    } else {
      await filter.click();
    }
    await page.waitForURL(/\/recherche\?.+=/);
    const some = await page.locator("ul.hits > li").count();
    assert.ok(some > 0 && some <= all, `${some} of ${all}`);
  });
  await report.check("language: the switch leads to the same page in English and back", async () => {
    await page.goto("/recherche?q=fractions+6e");
    await page.locator("a[hreflang=en]:visible").first().click();
    await page.waitForURL(/\/en\/recherche\?q=fractions/);
    assert.equal(await page.getAttribute("html", "lang"), "en");
    await page.locator("a[hreflang=fr]:visible").first().click();
    await page.waitForURL((url) => url.pathname === "/recherche");
  });
  await report.check("language: the English home opens with and without a last slash", async () => {
    for (const path of ["/en", "/en/"]) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      assert.equal(await page.getAttribute("html", "lang"), "en", path);
    }
  });
  await report.check("keyboard: the first Tab reaches the link to the content", async () => {
    await page.goto("/");
    await page.keyboard.press("Tab");
    const target = await page.locator(":focus").getAttribute("href");
    assert.match(target ?? "", /^#/);
    assert.equal(await page.locator(target).count(), 1);
  });
  await report.check("privacy: no cookie, no other origin, nothing to complain of", async () => {
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(seen, { foreign: [], complaints: [], cookies: [] });
  });
  await context.close();
  return project;
}
