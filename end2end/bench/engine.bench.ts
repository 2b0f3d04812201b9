import { statSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey";
import { largeSchool } from "../fixtures/large-school";

const RUNS = 7;

interface Took {
  request: number;
  ms: number;
}

// Places of the requests in the engine's protocol (app/engine/src/request.rs).
const LOAD = 3;
const LINK = 5;

/** Times each question to the worker from outside: from its message to the answer's. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const number = (bytes: Uint8Array, at: number): [number, number] => {
      let value = 0;
      for (let shift = 0; ; shift += 7, at++) {
        value |= (bytes[at]! & 0x7f) << shift;
        if (bytes[at]! < 0x80) return [value, at + 1];
      }
    };
    const asked = new Map<number, { request: number; at: number }>();
    const took: Took[] = ((globalThis as { took?: Took[] }).took = []);
    const heard = new WeakSet<Worker>();
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { call?: Uint8Array }, transfer: Transferable[]) {
      if (!heard.has(this)) {
        heard.add(this);
        this.addEventListener("message", ({ data }: MessageEvent<Uint8Array>) => {
          if (data[0] !== 1) return;
          const question = asked.get(number(data, 1)[0]);
          if (question) took.push({ request: question.request, ms: performance.now() - question.at });
        });
      }
      if (message.call) {
        const [id, after] = number(message.call, 0);
        asked.set(id, { request: message.call[after]!, at: performance.now() });
      }
      return post.call(this, message, transfer);
    } as typeof post;
  });
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

for (const accounts of [1500, 5000]) {
  test(`${accounts} accounts in Chromium`, async ({ raccord, page }) => {
    const school = largeSchool(accounts, "0990001N");
    await listen(page);
    await raccord.makeFirstAccount();
    await raccord.addEstablishment();
    const reading: number[] = [];
    const readingDirectory: number[] = [];
    const linking: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      await raccord.openImport();
      await page.getByLabel("Fichier des identifiants").setInputFiles(school.identifiers);
      await expect(page.getByRole("article")).toHaveCount(1);
      await page.getByLabel("Comptes de l'ENT").setInputFiles(school.directory);
      await expect(page.getByRole("article")).toHaveCount(2);
      await page.getByLabel("Mode d'import").selectOption("Complet");
      await page.getByRole("button", { name: "Importer", exact: true }).click();
      await expect(raccord.heading(/^Étape 1\/6/)).toBeVisible();
      const took = await page.evaluate(() => (globalThis as unknown as { took: Took[] }).took);
      const [identifiers, directory] = took.filter(({ request }) => request === LOAD);
      reading.push(identifiers!.ms);
      readingDirectory.push(directory!.ms);
      linking.push(took.find(({ request }) => request === LINK)!.ms);
    }
    const speed = (path: string, ms: number) => `${ms.toFixed(1)} ms, ${(statSync(path).size / 1e6 / (ms / 1e3)).toFixed(1)} MB/s`;
    console.log(`read/identifiers/${accounts}   ${speed(school.identifiers, median(reading))}`);
    console.log(`read/directory/${accounts}     ${speed(school.directory, median(readingDirectory))}`);
    const ms = median(linking);
    console.log(`link/accounts/${accounts}      ${ms.toFixed(1)} ms, ${Math.round(accounts / (ms / 1e3))} accounts/s`);
  });
}
