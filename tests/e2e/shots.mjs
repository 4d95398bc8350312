// Pictures of every kind of page, for people to look at: light, dark, telephone.

import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { visitor } from "./browser.mjs";

const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 860 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 860 } },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
};

export async function takeShots(browser, site, pages, folder) {
  mkdirSync(folder, { recursive: true });
  for (const [look, options] of Object.entries(LOOKS)) {
    const { context } = await visitor(browser, site, options);
    const page = await context.newPage();
    for (const { name, path } of pages) {
      await page.goto(path);
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: look === "phone" });
    }
    await context.close();
  }
  console.log(`pictures in ${folder}`);
}
