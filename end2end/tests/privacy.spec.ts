import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey";
import { keyFile, seal } from "../fixtures/container";
import { cookies, expectNone, lastKnown, Outgoing, stores } from "../fixtures/outgoing";
import { csv, xml } from "../fixtures/school";

// Words that stand nowhere else: whatever they turn up in has seen the files.
const canaries = {
  lastName: "CANARINOM",
  firstName: "Canariprenom",
  login: "canari.login",
  password: "canari-motdepasse",
  class: "CANARICLASSE",
  birthDate: ["2013-07-23", "23/07/2013", "20130723"],
  address: "CANARIRUE",
  fileName: "canari-fichier",
};
const marks = Object.values(canaries).flat();
const id = "B4C5D7E8F9H2J3KM";
const key = "TAA10002";
const unconfirmed = "E8F9H2J3KMN4P5Q7";

// A partner's key: its lines, its bytes, and the password that protects it.
const password = "essai";
const protectedKey = keyFile("key-password.pem");
const keyBytes = Buffer.from(keyFile("key.pem").buffer.toString().replace(/-----.*-----|\s/g, ""), "base64");
const pieces = Array.from({ length: Math.floor(keyBytes.length / 32) }, (_, at) => keyBytes.subarray(32 * at, 32 * at + 32));
const keyMarks = [
  ...protectedKey.buffer.toString().split("\n").filter((line) => /^[A-Za-z0-9+/]{40,}$/.test(line)),
  ...pieces.flatMap((piece) => [piece.toString("latin1"), piece.toString("hex")]),
  "BEGIN ENCRYPTED PRIVATE KEY",
];

const files = [
  xml(
    `${canaries.fileName}.xml`,
    `<R UAI="0990001N"><Eleves>
<Eleve Nom="${canaries.lastName}" Prenom="${canaries.firstName}" DateNaissance="2013-07-23" Classe="${canaries.class}" Adresse1="${canaries.address}" IDPN="${id}"/>
<Eleve Nom="${canaries.lastName}BIS" Prenom="Autre" DateNaissance="2013-07-23" IDPN="${unconfirmed}"/>
</Eleves></R>`,
  ),
  csv(
    `${canaries.fileName}.csv`,
    `Nom;Prénom;Profil;Login;Identifiant ENT;Classe;Date de naissance;Mot de passe
${canaries.lastName};${canaries.firstName};Elève;${canaries.login};${key};${canaries.class};23/07/2013;${canaries.password}
`,
  ),
];

declare const wasm_bindgen: { initSync(): { memory: WebAssembly.Memory } };

/** How many pieces of the key are left in the engine's memory, as written or as numbers are kept there. */
async function engineHolds(page: Page, pieces: Buffer[]): Promise<number> {
  const [worker] = page.workers();
  const wanted = pieces.flatMap((piece) => [piece.toString("latin1"), Buffer.from(piece).reverse().toString("latin1")]);
  return worker!.evaluate((wanted) => {
    // The module is started already: asked again, it hands over what it exports.
    const memory = new TextDecoder("latin1").decode(wasm_bindgen.initSync().memory.buffer);
    const windows1252 = new TextDecoder("latin1");
    const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    return wanted.filter((piece) => memory.includes(windows1252.decode(bytes(piece)))).length;
  }, wanted);
}

for (const casKey of ["Identifiant ENT", "login"] as const) {
  test(`nothing but the confirmed pair leaves the browser (CAS sends the ${casKey})`, async ({ raccord, page, server }) => {
    await raccord.makeFirstAccount();
    await raccord.addEstablishment("0990001N", "Collège des Essais", casKey === "login" ? "login" : undefined);
    const outgoing = new Outgoing(page);
    await raccord.openImport();
    await raccord.give(seal(files[0]!), files[1]!);
    await page.getByLabel("Clé privée de KOSMOS").setInputFiles(protectedKey);
    await page.getByLabel("Mot de passe de la clé").fill(password);
    await page.getByRole("button", { name: "Déchiffrer" }).click();
    await expect(page.getByRole("article")).toHaveCount(2);
    await expect(page.getByRole("button", { name: "Déchiffrer" })).toHaveCount(0);
    expect(await engineHolds(page, [Buffer.from(canaries.class)]), "the search finds what is there").toBeGreaterThan(0);
    expect(await engineHolds(page, pieces), "the key in the engine's memory").toBe(0);
    await raccord.link("Complet");
    await raccord.openStep("Élèves");
    await raccord.recognised().getByRole("link", { name: new RegExp(`${canaries.lastName}.*voir le rapprochement`) }).click();
    await expect(raccord.panel(`${canaries.lastName} ${canaries.firstName}`)).toBeVisible();
    await page.getByLabel("Rechercher dans tout l'ENT").fill(canaries.lastName);
    await expect(page.getByText("1 compte trouvé")).toBeVisible();
    await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
    await expect(page.getByText("Nom (reste dans ce navigateur)").first()).toBeVisible();

    // What the screen says will be sent is what is sent, to the letter.
    await page.getByText("Le texte exact de l'envoi").click();
    const announced = await page.locator("pre").textContent();
    const sent = page.waitForRequest((request) => request.method() === "PUT" && !request.url().includes("dry_run"));
    await page.getByRole("button", { name: "Valider l'étape" }).click();
    expect((await sent).postData()).toBe(announced);
    await expect(page.getByRole("heading", { name: "Étape enregistrée" })).toBeVisible();
    await page.getByRole("button", { name: "Terminer l'import et lire le bilan" }).click();
    await expect(raccord.heading("Bilan d'import")).toBeVisible();

    await page.goto(`${server.url}/e/0990001N`);
    await expect(page.getByText("1 identifiant(s) Pronote importé(s).")).toBeVisible();

    const left = await outgoing.everything();
    const hidden = casKey === "login" ? [...marks, key] : marks;
    expectNone(left, [...hidden, ...keyMarks, unconfirmed], "requests");
    expect(left).toContain(id);
    expect(await stores(page), "databases, caches and stores of the browser").toEqual([]);
    const counts = await lastKnown(page);
    expect(counts).toContain('"stock":1');
    expectNone(counts, [...marks, ...keyMarks, key, id, "Camille", "Essais"], "the last known counts");
    expectNone(await cookies(page), [...marks, key, id], "cookies");
    expectNone(server.output, [...marks, ...keyMarks, key, id], "the server's log");
    await server.pause();
    const database = (await server.databaseBytes()).toString("latin1");
    expectNone(database, [...hidden, ...keyMarks, unconfirmed], "the database");
    expect(database).toContain(id);
    expect(database).toContain(casKey === "login" ? "h:" : key);
  });
}

test("the engine cannot open a connection, whatever it tries", async ({ raccord, page, server }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(...files);
  const [worker] = page.workers();
  expect(worker?.url()).toBe(`${server.url}/engine.js`);
  const tried = await worker!.evaluate(async (origin) => {
    const target = `${origin}/healthz?canari`;
    const failed = async (attempt: () => unknown) => {
      try {
        await attempt();
        return false;
      } catch {
        return true;
      }
    };
    const closed = (source: EventTarget) =>
      new Promise((_, refuse) => {
        source.addEventListener("error", refuse);
      });
    return {
      fetch: await failed(() => fetch(target)),
      request: await failed(() => {
        const request = new XMLHttpRequest();
        request.open("GET", target, false);
        request.send();
      }),
      script: await failed(() => importScripts(target)),
      module: await failed(() => import(target)),
      socket: await failed(() => closed(new WebSocket(target.replace("http", "ws")))),
      events: await failed(() => closed(new EventSource(target))),
      worker: await failed(() => closed(new Worker(target))),
      beacon: await failed(() => (navigator as unknown as { sendBeacon(url: string): void }).sendBeacon(target)),
    };
  }, server.url);
  expect(Object.entries(tried).filter(([, failed]) => !failed)).toEqual([]);
  expect(server.output).not.toContain("/healthz");
});
