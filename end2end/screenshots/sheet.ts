import { chromium } from "@playwright/test";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium as settings } from "../fixtures/chromium";
import { folder, type Shot } from "./shoot";

const app = join(import.meta.dirname, "../../app/src/app.rs");

/** Gathers what was taken, in the order of the addresses; refuses where a page of the product is missing. */
export default async function gather(): Promise<void> {
  const shots = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name): Shot => JSON.parse(readFileSync(join(folder, name), "utf8")))
    .sort((one, other) => one.path.localeCompare(other.path));
  const html = join(folder, "index.html");
  writeFileSync(html, sheet(shots));
  const browser = await chromium.launch(settings.launchOptions);
  const page = await browser.newPage({ viewport: { width: 2200, height: 1000 } });
  await page.goto(pathToFileURL(html).href, { waitUntil: "load" });
  await page.screenshot({ path: join(folder, "contact-sheet.png"), fullPage: true });
  await browser.close();
  console.log(`${shots.length} pages: ${html}, contact-sheet.png beside it`);
  const missing = routes().filter((route) => !shots.some(({ path }) => route.test(path)));
  if (missing.length > 0) throw new Error(`no picture of ${missing.map(String).join(", ")}`);
}

/** The addresses of the page, from its router. */
function routes(): RegExp[] {
  const patterns = [...readFileSync(app, "utf8").matchAll(/path!\("([^"]*)"\)/g)].map(([, pattern]) => pattern!);
  return patterns.map((pattern) => new RegExp(`^${pattern.replace(/:\w+/g, "[^/?]+")}($|\\?)`));
}

function sheet(shots: Shot[]): string {
  const figure = ({ name, path, widths }: Shot) => `<figure>
<figcaption><b>${name}</b> <code>${path.replaceAll("&", "&amp;")}</code></figcaption>
${widths.map((width) => `<a href="${name}-${width}.png"><img src="${name}-${width}.png" width="${Math.round(width / 4)}" alt="${name}, ${width} px"></a>`).join("\n")}
</figure>`;
  return `<!doctype html>
<html lang="fr"><meta charset="utf-8"><title>Raccord: contact sheet</title>
<style>
body { margin: 16px; background: #777; color: #fff; font: 12px/1.4 system-ui, sans-serif; display: flex; flex-wrap: wrap; gap: 16px }
figure { margin: 0; width: 530px } figcaption { height: 36px; overflow: hidden; overflow-wrap: anywhere }
a { display: inline-block; max-height: 420px; overflow: hidden; vertical-align: top; margin-right: 4px } img { display: block }
</style>
${shots.map(figure).join("\n")}
</html>
`;
}
