import { join } from "node:path";
import type { Page } from "@playwright/test";
import { keyFile, seal } from "../fixtures/container";
import { expect, test } from "../fixtures/journey";
import { type Given, xml } from "../fixtures/school";
import { engineMemory, listenToEngine, median, took } from "./timing";

const RUNS = 7;
const parser = join(import.meta.dirname, "../node_modules/fast-xml-parser/lib/fxp.min.js");

/** An invented identifiers export of about so many bytes: pupils with one or two guardians each. */
function largeExport(bytes: number): Given {
  const signs = "23456789ABCDEFHJKMNPQRSTUVWXYZ";
  let seed = 1;
  // Without `imul`, the last digits get lost and people come again and again.
  const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff);
  const id = () => {
    const left = [...signs];
    return Array.from({ length: 16 }, () => left.splice((random() >> 8) % left.length, 1)[0]).join("");
  };
  const word = (length: number) => Array.from({ length }, () => signs[8 + ((random() >> 8) % 22)]).join("");
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<ExportIdentifiantsPronote Version="1.0" UAI="0990001N">', "<Eleves>"];
  for (let size = 0, n = 1; size < bytes; n++) {
    const name = word(8);
    const guardian = `<Responsable Ident="${900000 + n}" RespLegal="1" Nom="${name}" Prenom="${word(7)}" Civilite="Mme" Adresse1="${n} RUE DES ESSAIS" CodePostal="99000" Ville="TESTVILLE" IDPN="${id()}"/>`;
    const line = `<Eleve Ident="${n}" Nom="${name}" Prenom="Zoé" DateNaissance="20${10 + (n % 8)}-05-0${1 + (n % 9)}" Sexe="Feminin" Classe="${3 + (n % 4)}A" NumeroNational="${word(11)}" IDSconet="${500000 + n}" IDPN="${id()}">\n  ${guardian}\n</Eleve>`;
    size += line.length + 2;
    lines.push(line);
  }
  lines.push("</Eleves>", "</ExportIdentifiantsPronote>");
  return xml("IdPN_To_KOSMOS.xml", lines.join("\n"));
}

/** What a page without an engine would do: the browser's own parser, and a well-known one in JavaScript. */
async function others(page: Page, file: Given): Promise<{ dom: number[]; fast: number[]; people: number[] }> {
  const bare = await page.context().newPage();
  await bare.addScriptTag({ path: parser });
  await bare.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    document.body.append(input);
  });
  await bare.locator("input").setInputFiles(file);
  const result = await bare.evaluate(async (runs) => {
    const attributes = ["IDPN", "Ident", "Nom", "Prenom", "DateNaissance", "Classe", "Civilite", "NumeroNational", "IDSconet", "IDCAS"];
    const bytes = await document.querySelector("input")!.files![0]!.arrayBuffer();
    const { XMLParser } = (globalThis as unknown as { fxp: { XMLParser: new (options: object) => { parse(text: string): unknown } } }).fxp;
    const dom: number[] = [];
    const fast: number[] = [];
    const people = [0, 0];
    for (let run = 0; run < runs; run++) {
      let start = performance.now();
      const tree = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/xml");
      const read = [...tree.querySelectorAll("[IDPN]")].map((element) => attributes.map((name) => element.getAttribute(name)));
      dom.push(performance.now() - start);
      people[0] = read.length;
      start = performance.now();
      const parsed = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(new TextDecoder().decode(bytes));
      fast.push(performance.now() - start);
      people[1] = JSON.stringify(parsed).split('"IDPN"').length - 1;
    }
    return { dom, fast, people };
  }, RUNS);
  await bare.close();
  return result;
}

test("reading a 20 MB identifiers export: the engine, DOMParser, fast-xml-parser", async ({ raccord, page }) => {
  const file = largeExport(20_000_000);
  await listenToEngine(page);
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  const ours: number[] = [];
  let memory = 0;
  for (let run = 0; run < RUNS; run++) {
    await raccord.openImport();
    await page.getByLabel("Fichier des identifiants").setInputFiles(file);
    await expect(page.getByRole("article")).toHaveCount(1, { timeout: 60_000 });
    ours.push((await took(page)).find(({ file }) => file)!.ms);
    memory = await engineMemory(page);
  }
  const { dom, fast, people } = await others(page, file);
  const size = file.buffer.length;
  const line = (name: string, times: number[]) => {
    const ms = median(times);
    console.log(`${name.padEnd(32)} ${ms.toFixed(0)} ms, ${(size / 1e3 / ms).toFixed(0)} MB/s`);
    return ms;
  };
  const engine = line("the engine, complete reader", ours);
  const best = Math.min(line("DOMParser", dom), line("fast-xml-parser", fast));
  console.log(`${(size / 1e6).toFixed(1)} MB, ${people[0]} people; ${(best / engine).toFixed(1)} times as fast as the better of the two`);
  console.log(`WASM memory afterwards: ${(memory / 1e6).toFixed(0)} MB, ${(memory / size).toFixed(1)} times the file`);
});

test("opening a container of 65 kB", async ({ raccord, page }) => {
  // So much of an export makes a container of the size of the demonstration's.
  const sealed = seal(largeExport(252_000));
  await listenToEngine(page);
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await raccord.openImport();
    await page.getByLabel("Fichier des identifiants").setInputFiles(sealed);
    await page.getByLabel("Clé privée de KOSMOS").setInputFiles(keyFile("key.pem"));
    await page.getByRole("button", { name: "Déchiffrer" }).click();
    await expect(page.getByText("Exporté le 02/09/2026")).toBeVisible();
    times.push((await took(page)).filter(({ file }) => file)[1]!.ms);
  }
  console.log(`container of ${(sealed.buffer.length / 1e3).toFixed(0)} kB: decrypted, inflated and read in ${median(times).toFixed(0)} ms`);
});
