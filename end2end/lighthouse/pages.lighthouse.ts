import { chromium, test } from "@playwright/test";
import lighthouse, { type Result } from "lighthouse";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as settings } from "../fixtures/chromium";
import { Raccord } from "../fixtures/journey";
import { freePort, Server } from "../fixtures/server";
import { sizes } from "./size";

const folder = join(import.meta.dirname, "../results/lighthouse");
const categories = ["performance", "accessibility", "best-practices"] as const;
const asked = { score: 95, interactive: 3_500, size: 500_000 };

test("the status and the import page on a slow phone", async () => {
  const server = await Server.start();
  const profile = mkdtempSync(join(tmpdir(), "raccord-lighthouse-"));
  const port = await freePort();
  const { args = [], executablePath } = settings.launchOptions!;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...args, `--remote-debugging-port=${port}`],
    locale: "fr-FR",
  });
  // Signed in in the same browser: Lighthouse leaves cookies where they are.
  const raccord = new Raccord(context.pages()[0]!, server);
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.validate();
  await raccord.page.goto("about:blank");

  mkdirSync(folder, { recursive: true });
  const at = `${server.url}/e/9990001X`;
  for (const [name, url] of [["status", at], ["import", `${at}/import`]] as const) {
    const run = await lighthouse(url, { port, output: "html", logLevel: "error", onlyCategories: [...categories] });
    writeFileSync(join(folder, `${name}.html`), String(run!.report));
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(run!.lhr));
    tell(name, run!.lhr);
  }
  const { first, parts, engine } = await sizes(server.url);
  const all = first + parts + engine;
  const total = `${kB(all)} in all${missed(all < asked.size)}`;
  console.log(`size  first load ${kB(first)}, further parts ${kB(parts)}, engine ${kB(engine)}: ${total}`);
  console.log(`reports in ${folder}`);
  await context.close();
  await server.end();
  rmSync(profile, { recursive: true, force: true });
});

function tell(name: string, { audits, categories: scores, environment }: Result): void {
  const score = (id: string) => Math.round((scores[id]?.score ?? 0) * 100);
  const points = categories.map((id) => `${id} ${score(id)}${missed(score(id) >= asked.score)}`);
  console.log(`${name}  ${points.join(", ")}`);
  const time = (id: string) => audits[id]?.numericValue ?? Number.NaN;
  const seconds = (id: string) => `${(time(id) / 1000).toFixed(1)} s`;
  const interactive = `interactive ${seconds("interactive")}${missed(time("interactive") < asked.interactive)}`;
  const paints = `first paint ${seconds("first-contentful-paint")}, largest ${seconds("largest-contentful-paint")}`;
  console.log(`${name}  ${interactive}, ${paints}, blocked ${Math.round(time("total-blocking-time"))} ms, transferred ${kB(time("total-byte-weight"))} (this machine: ${environment.benchmarkIndex})`);
  for (const { id, weight } of categories.flatMap((category) => scores[category]?.auditRefs ?? [])) {
    const { score, title, displayValue } = audits[id]!;
    if (weight > 0 && score !== null && score < 0.9) console.log(`${name}    ${id}: ${title} ${displayValue ?? ""}`);
  }
}

function kB(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

function missed(held: boolean): string {
  return held ? "" : " (missed)";
}
