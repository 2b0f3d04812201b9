import type { Page } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Raccord, test as journey } from "../fixtures/journey";

/** What the sheet is made of: pictures, and for each page what is written about it. */
export const folder = join(import.meta.dirname, "../results/screenshots");
export const usual = [1280, 390];

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
  for (const width of widths) {
    await page.setViewportSize({ width, height: width > 600 ? 900 : 844 });
    await page.evaluate(async () => {
      window.scrollTo(0, 0);
      await document.fonts.ready;
    });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  const { pathname, search } = new URL(page.url());
  const shot: Shot = { name, path: pathname + search, widths };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(shot));
}
