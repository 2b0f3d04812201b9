import { statSync } from "node:fs";
import { expect, test } from "../fixtures/journey";
import { largeSchool } from "../fixtures/large-school";
import { engineMemory, listenToEngine, median, took } from "./timing";

const RUNS = 7;

// The place of the request in the engine's protocol (app/engine/src/request.rs).
const LINK = 4;

/** PRONOTE's accounts, and those of other establishments in the portal's file. */
const SCHOOLS = [
  { accounts: 1_500, strangers: 0 },
  { accounts: 5_000, strangers: 0 },
  { accounts: 5_000, strangers: 495_000 },
];

for (const { accounts, strangers } of SCHOOLS) {
  const name = strangers > 0 ? `${accounts}+${strangers}` : `${accounts}`;
  test(`${name} accounts in Chromium`, async ({ raccord, page }) => {
    const school = largeSchool(accounts, "0990001N", strangers);
    await listenToEngine(page);
    await raccord.makeFirstAccount();
    await raccord.addEstablishment();
    const reading: number[] = [];
    const readingDirectory: number[] = [];
    const linking: number[] = [];
    const held = { read: 0, linked: 0 };
    for (let run = 0; run < RUNS; run++) {
      await raccord.openImport();
      await page.getByLabel("Fichier des identifiants").setInputFiles(school.identifiers);
      await expect(page.getByRole("article")).toHaveCount(1);
      await page.getByLabel("Comptes de l'ENT").setInputFiles(school.directory);
      await expect(page.getByRole("article")).toHaveCount(2, { timeout: 60_000 });
      held.read = await engineMemory(page);
      await page.getByLabel("Mode d'import").selectOption("Complet");
      await page.getByRole("button", { name: "Importer", exact: true }).click();
      await expect(raccord.heading(/^Étape 1\/6/)).toBeVisible({ timeout: 60_000 });
      held.linked = await engineMemory(page);
      const asked = await took(page);
      const [identifiers, directory] = asked.filter(({ file }) => file);
      reading.push(identifiers!.ms);
      readingDirectory.push(directory!.ms);
      const linked = asked.filter(({ request, file }) => request === LINK && !file);
      expect(linked, "another request has this place now").toHaveLength(1);
      linking.push(linked[0]!.ms);
    }
    const speed = (path: string, ms: number) => `${ms.toFixed(1)} ms, ${(statSync(path).size / 1e6 / (ms / 1e3)).toFixed(1)} MB/s`;
    console.log(`read/identifiers/${name}   ${speed(school.identifiers, median(reading))}`);
    console.log(`read/directory/${name}     ${speed(school.directory, median(readingDirectory))}`);
    const ms = median(linking);
    console.log(`link/accounts/${name}      ${ms.toFixed(1)} ms, ${Math.round((accounts + strangers) / (ms / 1e3))} accounts/s`);
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
    console.log(`memory/${name}             ${megabytes(held.read)} after reading, ${megabytes(held.linked)} after linking`);
  });
}
