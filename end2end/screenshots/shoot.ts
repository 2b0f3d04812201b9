import type { Page } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, Raccord, test as journey } from "../fixtures/journey";

/** What the sheet is made of: pictures, and for each page what is written about it. */
export const folder = join(import.meta.dirname, "../results/screenshots");
export const usual = [1280, 390];
/** A step draws its rows as one scrolls, and is as long as a school is large: more shows nothing new. */
const longest = 12_000;

/** One page of the sheet. */
export interface Shot {
  name: string;
  path: string;
  widths: number[];
}

/** A journey that is only walked for its pictures: no audit at its end, `make journeys` does that. */
export const test = journey.extend({
  raccord: async ({ page, server }, use) => use(new Raccord(page, server)),
});

/** Takes the whole page, at each width, as it is now. */
export async function shoot(page: Page, name: string, widths = usual): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(page.locator(".loading")).toHaveCount(0);
  for (const width of widths) {
    await page.setViewportSize({ width, height: width > 600 ? 900 : 844 });
    const size = await page.evaluate(() => {
      window.scrollTo(0, 0);
      return { width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight };
    });
    const clip = { x: 0, y: 0, width: size.width, height: Math.min(size.height, longest) };
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true, clip });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  const { pathname, search } = new URL(page.url());
  const shot: Shot = { name, path: pathname + search, widths };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(shot));
}
