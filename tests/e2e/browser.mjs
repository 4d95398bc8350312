// Debian's Chromium, cut off from everything but the site, and a witness of what its pages do.

import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function findBrowser() {
  const named = process.env.GLANE_CHROMIUM;
  return named ? (existsSync(named) ? named : undefined) : CANDIDATES.find((path) => existsSync(path));
}

export function launch(executablePath) {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox", // in containers the sandbox cannot be made; the site under test is ours
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

// A visitor: a fresh context, and what its pages asked for, were given and complained of.
export async function visitor(browser, site, options = {}) {
  const context = await browser.newContext({ baseURL: site, javaScriptEnabled: false, locale: "fr-FR", ...options });
  const seen = { foreign: [], complaints: [], cookies: [] };
  const url = (text) => new URL(text);
  context.on("request", (request) => {
    const asked = url(request.url());
    if (asked.protocol !== "data:" && asked.origin !== site) seen.foreign.push(request.url());
  });
  context.on("response", async (response) => {
    const set = await response.headerValue("set-cookie").catch(() => null);
    if (set) seen.cookies.push(`${response.url()}: ${set}`);
  });
  context.on("requestfailed", (request) => {
    const cause = request.failure()?.errorText;
    // What is still on its way when the visitor goes on is broken off, as it should be.
    if (cause !== "net::ERR_ABORTED") seen.complaints.push(`${request.url()}: ${cause}`);
  });
  context.on("console", (message) => {
    // Chromium logs an error for the answer 404 itself, which is what the page is for.
    const expected = message.text().includes("status of 404");
    if (["error", "warning"].includes(message.type()) && !expected) seen.complaints.push(message.text());
  });
  context.on("weberror", (error) => seen.complaints.push(String(error.error())));
  return { context, seen };
}
