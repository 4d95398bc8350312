// A teacher chooses two resources while searching and takes them away: no JavaScript, no cookie.

import assert from "node:assert/strict";

import { visitor } from "../browser.mjs";

// Gives the address of the selection it made.
export async function selection(browser, site, report) {
  const { context, seen } = await visitor(browser, site);
  const page = await context.newPage();
  const add = () => page.locator("main a", { hasText: "Ajouter à ma sélection" }).first();
  await report.check("selection: a result is added and the page stays where it was", async () => {
    await page.goto("/recherche?q=fractions&type=resource");
    await add().click();
    await page.waitForURL(/selection=[0-9a-f]{24}#r-/);
    assert.equal(new URL(page.url()).searchParams.get("q"), "fractions");
    assert.match(await page.locator("p.selection").innerText(), /1 ressource$/);
  });
  await report.check("selection: another search and a page of a resource keep it", async () => {
    await page.locator("main input[name=q]").fill("volcan");
    await page.locator("main input[name=q]").press("Enter");
    await page.waitForURL(/q=volcan/);
    assert.match(page.url(), /selection=/);
    await page.goto(page.url().replace("q=volcan", "q=sixième&type=resource"));
    await page.locator("ul.hits > li:has(a:text('Ajouter')) :is(h2, h3) a").first().click();
    await page.waitForURL(/\/ressources\//);
    await add().click();
    assert.match(await page.locator("p.selection").innerText(), /2 ressources$/);
  });
  const address = await report.check("selection: its page lists them and gives a cartridge and credits", async () => {
    await page.locator("p.selection a").click();
    await page.waitForURL(/\/selection\?r=/);
    assert.equal(await page.locator("ul.hits > li").count(), 2);
    for (const [words, media] of [["imscc", /imsccv1p3/], ["texte", /^text\/plain/], ["CSV", /^text\/csv/]]) {
      const href = await page.locator(".all a", { hasText: words }).first().getAttribute("href");
      const answer = await page.request.get(href);
      assert.equal(answer.status(), 200, href);
      assert.match(answer.headers()["content-type"], media);
    }
    const { pathname, search } = new URL(page.url());
    return pathname + search;
  });
  await report.check("selection: one is taken out again, and nothing was kept of the visitor", async () => {
    await page.locator("main a", { hasText: "Retirer" }).first().click();
    assert.equal(await page.locator("ul.hits > li").count(), 1);
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(seen, { foreign: [], complaints: [], cookies: [] });
  });
  await context.close();
  return address;
}
