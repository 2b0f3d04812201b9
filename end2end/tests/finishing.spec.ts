import { readFile } from "node:fs/promises";
import { demonstration } from "../fixtures/demonstration";
import { audit, expect, type Raccord, test } from "../fixtures/journey";
import { stores } from "../fixtures/outgoing";
import { type Given, xml } from "../fixtures/school";

const ids = "ABCDEFHJKM".split("").map((letter) => `${letter}2345789TVWXYZPN`);
const names = ["ALBERT", "BERNIER", "CARLOT", "DUVERN", "ESPARRE", "FOURNEL", "GAUTHEY", "HERBAUD", "JOUBIN", "KERVELLA"];

/** An export of the first so many of ten teachers. */
function teachers(count: number): Given {
  const people = names.slice(0, count).map(
    (name, n) => `<Professeur Nom="${name}" Prenom="Camille" DateNaissance="19${70 + n}-02-1${n}" IDPN="${ids[n]}"/>`,
  );
  return xml("IdPN_To_KOSMOS.xml", `<R UAI="0990001N"><Professeurs>${people.join("")}</Professeurs></R>`);
}

function accounts(): Given {
  const lines = names.map((name, n) => `${name};Camille;Professeur;TAA1000${n};1${n}/02/19${70 + n}`);
  const text = `Nom;Prénom;Profil;Identifiant ENT;Date de naissance\n${lines.join("\n")}\n`;
  return { name: "comptes.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

async function ready(raccord: Raccord): Promise<void> {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
}

/** Accepts everybody who has a proposal. */
async function acceptAll(raccord: Raccord): Promise<void> {
  const { page } = raccord;
  if ((await raccord.waiting().getByRole("heading").textContent())!.startsWith("0 ")) return;
  await page.getByRole("button", { name: "Accepter en lot" }).click();
  await page.getByRole("button", { name: /^(Certain|Probable ou mieux|Possible ou mieux) \(/ }).last().click();
  await page.getByRole("button", { name: /^Accepter (les )?\d+ couples?$/ }).click();
  await expect(page.getByText(/couples? acceptés?\./)).toBeVisible();
}

test("a step that would remove much is held until its number is typed", async ({ raccord, page }) => {
  await ready(raccord);
  await raccord.give(teachers(10), accounts());
  await raccord.link("Complet");
  await acceptAll(raccord);
  await raccord.validate();
  await expect(page.getByText(/10 ajoutés/)).toBeVisible();
  await page.getByRole("button", { name: "Terminer l'import et lire le bilan" }).click();
  await expect(raccord.heading("Bilan d'import")).toBeVisible();

  await raccord.openImport();
  await raccord.give(teachers(6), accounts());
  await raccord.link("Complet");
  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await expect(page.getByText("Cette étape est retenue")).toBeVisible();
  await expect(page.getByText(/40.% des identifiants enregistrés/)).toBeVisible();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByRole("alert")).toContainText("Tapez le nombre exact");
  await audit(page, "etape-retenue");
  await page.getByLabel(/tapez le nombre d'identifiants concernés/).fill("3");
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel(/tapez le nombre d'identifiants concernés/).fill("4");
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByText(/6 inchangés, 4 retirés/)).toBeVisible();
});

test("all following steps are validated at once, one transaction each", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.openStep("Responsables");
  await page.getByRole("link", { name: "Valider toutes les étapes suivantes" }).click();
  await expect(page.getByRole("rowheader")).toHaveText(["Responsables", "Maîtres de stage", "Inspecteurs pédagogiques", "Personnels"]);
  await audit(page, "toutes-les-etapes");
  const stored: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT") stored.push(new URL(request.url()).pathname.split("/").at(-1)!);
  });
  await page.getByRole("button", { name: "Valider ces 4 étapes" }).click();
  await expect(page.getByText("Toutes les étapes sont enregistrées.")).toBeVisible();
  expect(stored).toEqual(["guardian", "internship_supervisor", "inspector", "staff"]);
  await expect(page.getByRole("navigation", { name: "Étapes de l'import" }).getByText("validée", { exact: true })).toHaveCount(4);
});

test("the work is saved, encrypted, and taken up on another computer without the files", async ({
  raccord,
  page,
  browser,
  server,
}) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.openStep("Élèves");
  await raccord.browse("RÉGON Marion");
  await page.keyboard.press("a");
  await expect(raccord.recognised()).toContainText(`${demonstration.pupils.recognised + 1} Élèves reconnus`);
  await page.getByRole("button", { name: "Enregistrer le travail" }).click();
  const dialog = page.getByRole("dialog", { name: "Enregistrer le travail dans un fichier" });
  await dialog.getByLabel("Phrase secrète").fill("court");
  await dialog.getByRole("button", { name: "Chiffrer et enregistrer" }).click();
  await expect(dialog.getByText("au moins 12 caractères")).toBeVisible();
  await audit(page, "travail");
  await dialog.getByLabel("Phrase secrète").fill("quatre mots au hasard");
  const given = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Chiffrer et enregistrer" }).click();
  const path = await (await given).path();
  expect((await given).suggestedFilename()).toBe("raccord-9990001X.travail");
  const bytes = await readFile(path);
  expect(bytes.toString("latin1")).toMatch(/^RACCORD\0/);
  expect(bytes.toString("latin1")).not.toContain("Marion");
  // What is put away is not lost: leaving asks nothing any more.
  let asked = false;
  page.on("dialog", (leaving) => {
    asked = true;
    void leaving.accept();
  });
  await page.reload();
  expect(asked).toBe(false);

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(server.url);
  await other.getByLabel("Nom du compte").fill("camille admin");
  await other.getByLabel("Mot de passe").fill("une phrase assez longue pour un test");
  await other.getByRole("button", { name: "Se connecter" }).click();
  await other.getByRole("link", { name: /démonstration/i }).first().click();
  await other.goto(`${server.url}/e/9990001X/import`);
  await other.getByText("Reprendre un travail enregistré").click();
  await other.getByLabel("Fichier de travail").setInputFiles({ name: "x.travail", mimeType: "", buffer: bytes });
  await other.getByLabel("Phrase secrète").fill("une autre phrase");
  await other.getByRole("button", { name: "Rouvrir" }).click();
  await expect(other.getByRole("alert")).toContainText("La phrase secrète n'est pas la bonne");
  await audit(other, "travail-refuse");
  await other.getByLabel("Phrase secrète").fill("quatre mots au hasard");
  await other.getByRole("button", { name: "Rouvrir" }).click();
  await expect(other.getByRole("heading", { name: /^Étape 1\/6/ })).toBeVisible();
  await other.getByRole("navigation", { name: "Étapes de l'import" }).getByText("Élèves").click();
  await expect(other.getByText(`${demonstration.pupils.recognised + 1} Élèves reconnus`)).toBeVisible();
  expect(await stores(other)).toEqual([]);
  await context.close();
});

test("a report before anything is stored: on screen, for a spreadsheet, for machines", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await page.getByRole("link", { name: "Bilan provisoire" }).click();
  await expect(raccord.heading("Bilan provisoire")).toBeVisible();
  await expect(page.getByRole("table", { name: "Bilan provisoire" }).getByRole("row", { name: /^Élèves/ })).toContainText(`${demonstration.pupils.recognised} automatiques`);
  await expect(page.getByRole("table", { name: "Bilan provisoire" }).getByRole("row", { name: /^Responsables/ })).toContainText("L'élève n'a pas de compte dans l'ENT");
  await expect(page.getByText(/[0-9a-f]{64}/)).toHaveCount(2);
  await audit(page, "bilan-provisoire");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Imprimer" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });

  const table = page.waitForEvent("download");
  await page.getByRole("button", { name: /CSV/ }).click();
  const csv = await readFile(await (await table).path(), "utf8");
  expect(csv.startsWith("\uFEFFÉtape;Nom;")).toBe(true);
  expect(csv).toContain("\r\n");
  expect(csv).toMatch(/\nResponsables;[^\n]*L'élève n'a pas de compte dans l'ENT/);
  const machines = page.waitForEvent("download");
  await page.getByRole("button", { name: /JSON/ }).click();
  const report = JSON.parse(await readFile(await (await machines).path(), "utf8"));
  expect(report.steps).toHaveLength(6);
  expect(report.remaining).toHaveLength(csv.trimEnd().split("\r\n").length - 1);
  expect(report.sources[0].sha256).toMatch(/^[0-9a-f]{64}$/);
});
