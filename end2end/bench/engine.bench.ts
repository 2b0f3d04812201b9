import { statSync } from "node:fs";
import { expect, test } from "../fixtures/journey";
import { largeSchool } from "../fixtures/large-school";
import { listenToEngine, median, took } from "./timing";

const RUNS = 7;

// The place of the request in the engine's protocol (app/engine/src/request.rs).
const LINK = 4;

for (const accounts of [1500, 5000]) {
  test(`${accounts} accounts in Chromium`, async ({ raccord, page }) => {
    const school = largeSchool(accounts, "0990001N");
    await listenToEngine(page);
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
      const asked = await took(page);
      const [identifiers, directory] = asked.filter(({ file }) => file);
      reading.push(identifiers!.ms);
      readingDirectory.push(directory!.ms);
      const linked = asked.filter(({ request, file }) => request === LINK && !file);
      expect(linked, "another request has this place now").toHaveLength(1);
      linking.push(linked[0]!.ms);
    }
    const speed = (path: string, ms: number) => `${ms.toFixed(1)} ms, ${(statSync(path).size / 1e6 / (ms / 1e3)).toFixed(1)} MB/s`;
    console.log(`read/identifiers/${accounts}   ${speed(school.identifiers, median(reading))}`);
    console.log(`read/directory/${accounts}     ${speed(school.directory, median(readingDirectory))}`);
    const ms = median(linking);
    console.log(`link/accounts/${accounts}      ${ms.toFixed(1)} ms, ${Math.round(accounts / (ms / 1e3))} accounts/s`);
  });
}
