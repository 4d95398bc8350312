// The site in a real browser: starts the demo, goes through it as people do, stops it, and says what held.
//
//   node run.mjs
//
// GLANE_BIN       the binary          (default: target/debug/glane)
// GLANE_CHROMIUM  the browser         (default: chromium, chromium-browser or google-chrome of /usr/bin)
// GLANE_SHOTS     folder for pictures (default: none are taken)
// GLANE_REQUIRE_BROWSER=1             a missing browser is a failure instead of a skip

import { findBrowser, launch } from "./browser.mjs";
import { access } from "./checks/access.mjs";
import { journey } from "./checks/journey.mjs";
import { layout } from "./checks/layout.mjs";
import { selection } from "./checks/selection.mjs";
import { suggestions } from "./checks/suggestions.mjs";
import { weight } from "./checks/weight.mjs";
import { Report } from "./report.mjs";
import { Demo } from "./server.mjs";
import { takeShots } from "./shots.mjs";

const executable = findBrowser();
if (!executable) {
  const required = process.env.GLANE_REQUIRE_BROWSER === "1";
  console.log(`${required ? "FAILED" : "skipped"}: no Chromium in /usr/bin; install it or set GLANE_CHROMIUM`);
  process.exit(required ? 1 : 0);
}

const report = new Report();
const demo = new Demo();
let browser;
// A reader that closes its end early (`| head`) does not stop the run.
process.stdout.on("error", () => {});
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => demo.stop().finally(() => process.exit(1)));
}
try {
  const site = await demo.start();
  browser = await launch(executable);
  const project = await journey(browser, site, report);
  const chosen = await selection(browser, site, report);
  await suggestions(browser, site, report);
  const pages = pagesOf(project, await resourceOf(site), chosen ?? "/selection");
  await layout(browser, site, pages, report);
  await access(browser, site, pages, report);
  await weight(site, pages, report);
  if (process.env.GLANE_SHOTS) await takeShots(browser, site, pages, process.env.GLANE_SHOTS);
} catch (error) {
  report.fail("the run itself", error);
} finally {
  await browser?.close();
  await demo.stop();
}
report.end();
process.exitCode = report.failed === 0 ? 0 : 1;

// The kinds of pages, in both languages.
function pagesOf(project, resource, chosen) {
  const french = [
    { name: "home", path: "/" },
    { name: "search", path: "/recherche?q=fractions+6e" },
    { name: "search-without-results", path: "/recherche?q=zzyzx" },
    { name: "search-narrowed", path: "/recherche?q=fractions&niveau=coll%C3%A8ge" },
    { name: "search-looking", path: "/recherche?q=fractions&facette=organisme&dans=a" },
    { name: "search-nothing", path: "/recherche?q=fractions&langage=Rust&annee=1999" },
    { name: "software", path: "/logiciels/moodle" },
    { name: "project", path: project ?? "/recherche" },
    { name: "resource", path: resource },
    { name: "selection", path: chosen },
    { name: "selection-empty", path: "/selection" },
    { name: "search-selecting", path: chosen.replace("/selection?r=", "/recherche?q=fractions&selection=").replaceAll("&r=", ".") },
    { name: "combine", path: "/combiner?licence=CC-BY-4.0&licence=CC-BY-SA-4.0" },
    { name: "mirrors", path: "/miroirs" },
    { name: "indicators", path: "/indicateurs" },
    { name: "not-found", path: "/cette-page-n-existe-pas", status: 404 },
  ];
  const english = french.map((page) => ({ ...page, name: `${page.name}-en`, path: inEnglish(page.path) }));
  return [...french, ...english];
}

// The page of the first resource that a search finds.
async function resourceOf(site) {
  const page = await (await fetch(`${site}/recherche?q=fractions&type=resource`)).text();
  const found = page.match(/\/ressources\/[0-9a-f]{24}/);
  if (!found) throw new Error("no resource is found by /recherche?q=fractions&type=resource");
  return found[0];
}

// The English home is /en, without the slash that the root needs.
function inEnglish(path) {
  return path === "/" ? "/en" : `/en${path}`;
}
