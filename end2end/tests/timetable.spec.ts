import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { keyFile, seal } from "../fixtures/container";
import { audit, expect, type Raccord, test } from "../fixtures/journey";
import { pages } from "../fixtures/pdf";
import { accounts, UAI } from "../fixtures/school";
import { timetable } from "../fixtures/timetable";

const passphrase = "quatre mots de passe ordinaires";

async function open(raccord: Raccord, page: Page): Promise<void> {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await page.goto(`${raccord.server.url}/e/${UAI}`);
  await page.getByRole("link", { name: "Emploi du temps" }).click();
  await expect(raccord.heading("Emploi du temps")).toBeVisible();
}

function cell(page: Page, subject: string) {
  return page.locator(".timetable-cell", { hasText: subject });
}

async function saved(page: Page, button: string | RegExp): Promise<Buffer> {
  const given = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return readFile(await (await given).path());
}

test("a timetable, from the file to the week view and to calendars", async ({ raccord, page }) => {
  await open(raccord, page);
  await page.getByLabel("Export de l'emploi du temps").setInputFiles(timetable());
  const contents = page.getByRole("region", { name: "Ce que contient le fichier" });
  await expect(contents).toContainText("Classes : 2");
  await expect(contents).toContainText("Élèves : 3");
  await expect(contents).toContainText("18 cours");
  await expect(contents).toContainText("Année scolaire du 01/09/2026 au 03/07/2027");

  // The first class is shown; week 3 has both teachers of sport, week 4 only one.
  await page.getByLabel("Semaine", { exact: true }).selectOption({ label: "Semaine 3, du 14/09/2026" });
  await expect(page.getByRole("heading", { name: "5B : semaine du 14/09/2026" })).toBeVisible();
  await page.getByLabel("Qui ou quoi").selectOption("6A");
  await expect(page.getByRole("heading", { name: "6A : semaine du 14/09/2026" })).toBeVisible();
  await expect(cell(page, "ED.PHYSIQUE & SPORT.")).toContainText("D'ESSAI Loïc, EXEMPLARD MARIE-JEANNE");
  await expect(cell(page, "ANGLAIS LV1")).toHaveCount(4);
  await expect(cell(page, "ANGLAIS LV1").first()).toContainText("6AB AGL GR1");
  await audit(page, "emploi-du-temps", page.getByRole("heading", { name: "Vue par semaine" }));
  await page.getByLabel("Afficher en liste, jour par jour").check();
  await audit(page, "emploi-du-temps-liste", page.getByRole("heading", { name: "Vue par semaine" }));
  await page.getByLabel("Afficher en liste, jour par jour").uncheck();
  // A week is a page: what is clicked is not on it.
  const paper = await page.pdf({ preferCSSPageSize: true, path: "results/pictures/semaine.pdf" });
  expect(pages(paper)).toBe(1);
  await page.getByRole("button", { name: "Semaine suivante" }).click();
  await expect(cell(page, "ED.PHYSIQUE & SPORT.")).not.toContainText("D'ESSAI Loïc");

  // A pupil has what the class and the group have; a room what happens in it.
  await page.getByLabel("Emploi du temps de").selectOption("Élève");
  await page.getByLabel("Qui ou quoi").selectOption("FICTIF-DUPONT Zoé");
  await expect(cell(page, "ANGLAIS LV1")).toHaveCount(4);
  await page.getByLabel("Emploi du temps de").selectOption("Salle");
  await page.getByLabel("Qui ou quoi").selectOption("B13");
  await expect(cell(page, "FRANCAIS")).toHaveCount(4);

  const report = page.getByRole("region", { name: "Cohérence" });
  await expect(report).toContainText("Séances sans classe, groupe ni élève : 1");
  await expect(report).toContainText("Cours hors de la grille horaire (ils ne donnent aucune séance) : 1");
  await expect(report).toContainText("Groupes sans élèves : 1");
  await report.getByText("pris deux fois à la même heure").click();
  await expect(report).toContainText("Salle B13 : Vendredi 14:00-15:00");

  const calendar = (await saved(page, "Calendrier de B13 (.ics)")).toString();
  expect(calendar).toContain("BEGIN:VTIMEZONE\r\nTZID:Europe/Paris");
  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(4 * 14 - 1 + 14 + 8);
  expect(calendar).toContain("DTSTART;TZID=Europe/Paris:20260901T090000");
  const archive = await saved(page, "Tous les calendriers (.zip)");
  expect(archive.subarray(0, 2).toString()).toBe("PK");
  expect(archive.toString("latin1")).toContain("classes/6A.ics");
  const members = (await saved(page, "Classes et groupes avec leurs membres (CSV)")).toString();
  expect(members).toContain("6AB AGL GR1;6A;FICTIF-DUPONT;Zoé;09/05/2013;B4C5D7E8F9H2J3KM\r\n");
  const sessions = (await saved(page, "Séances de l'année (CSV)")).toString();
  expect(sessions).toContain("3;15/09/2026;14:00;16:00;ED.PHYSIQUE & SPORT.;D'ESSAI Loïc, EXEMPLARD MARIE-JEANNE;6A;\r\n");
});

test("an encrypted timetable is opened with its addressee's key", async ({ raccord, page }) => {
  await open(raccord, page);
  await page.getByLabel("Export de l'emploi du temps").setInputFiles(seal(timetable()));
  await page.getByLabel("Clé privée de KOSMOS").setInputFiles(keyFile("key.pem"));
  await page.getByRole("button", { name: "Déchiffrer" }).click();
  await expect(page.getByRole("heading", { name: /^5B\s: semaine du/ })).toBeVisible();
  await page.getByRole("button", { name: "Retirer ce fichier" }).click();
  await expect(page.getByRole("heading", { name: /^5B\s: semaine du/ })).toHaveCount(0);
});

test("its pupils are linked as those of the identifiers are, and its groups with the portal's", async ({ raccord, page }) => {
  await open(raccord, page);
  await page.getByLabel("Export de l'emploi du temps").setInputFiles(timetable());
  const people = page.getByRole("region", { name: "Élèves et enseignants dans l'annuaire" });
  await expect(people).toContainText("Ajoutez le fichier des comptes de l'ENT");
  await people.getByRole("link", { name: "Ouvrir le rapprochement" }).click();
  await raccord.give(accounts());
  await raccord.link("Complet");
  // By links of the page: what is loaded stays.
  await page.getByRole("navigation", { name: "Vous êtes ici" }).getByRole("link", { name: /Essais/ }).click();
  await page.getByRole("link", { name: "Emploi du temps" }).click();
  await expect(people).toContainText("1 reconnu, 2 non reconnus");

  const groups = page.getByRole("region", { name: "Classes et groupes de l'ENT" });
  await expect(groups.getByRole("row", { name: /^6A\b/ })).toContainText("même nom");
  await groups.getByLabel("Correspond à : 6AB AGL GR1").selectOption("6A");
  await expect(groups.getByRole("row", { name: /^6AB AGL GR1/ })).toContainText("choisi par vous");
  await audit(page, "groupes", groups);
  expect((await saved(page, "Correspondances (CSV)")).toString()).toContain("6AB AGL GR1;6A;choisi par vous\r\n");

  // The choice is in the work file; the timetable itself is given again.
  await page.getByRole("button", { name: "Enregistrer le travail" }).click();
  const dialog = page.getByRole("dialog", { name: "Enregistrer le travail dans un fichier" });
  await dialog.getByLabel("Phrase secrète").fill(passphrase);
  const given = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Chiffrer et enregistrer" }).click();
  const work = await readFile(await (await given).path());
  page.on("dialog", (question) => void question.accept());
  await raccord.openImport();
  await page.getByText("Reprendre un travail enregistré").click();
  await page.getByLabel("Fichier de travail").setInputFiles({ name: "x.travail", mimeType: "", buffer: work });
  await page.getByLabel("Phrase secrète").fill(passphrase);
  await page.getByRole("button", { name: "Rouvrir" }).click();
  await expect(raccord.heading(/^Étape \d\/6/)).toBeVisible();
  await page.getByRole("navigation", { name: "Vous êtes ici" }).getByRole("link", { name: /Essais/ }).click();
  await page.getByRole("link", { name: "Emploi du temps" }).click();
  await expect(page.getByRole("heading", { name: "Ce que contient le fichier" })).toHaveCount(0);
  await page.getByLabel("Export de l'emploi du temps").setInputFiles(timetable());
  await expect(groups.getByRole("row", { name: /^6AB AGL GR1/ })).toContainText("choisi par vous");
});

test("the portal's users are announced to PRONOTE, clear or sealed", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(timetable(), accounts());
  await raccord.link("Complet");
  await page.getByRole("navigation", { name: "Vous êtes ici" }).getByRole("link", { name: "Importer les identifiants Pronote" }).click();
  await page.getByText("L'autre sens : RapprochementSSO").click();
  await page.getByRole("button", { name: "Faire le fichier" }).click();
  await expect(page.getByText("Indiquez le nom de partenaire.")).toBeVisible();
  await page.getByLabel(/^Nom de partenaire/).fill("KOSMOS");
  const clear = (await saved(page, "Faire le fichier")).toString();
  expect(clear).toContain('Nom="FICTIF-DUPONT" Prenom="Zoé" DateNaissance="2013-05-09" ID_Partenaire="TAA10002"');
  expect(clear).not.toContain("s3cret");
  await expect(page.getByText(/Fichier fait\s: Enseignants\s: 2, Élèves\s: 1, Responsables\s: 1/)).toBeVisible();
  await page.getByLabel(/^Clé publique/).setInputFiles(keyFile("key.pem"));
  await page.getByRole("button", { name: "Faire le fichier" }).click();
  await expect(page.getByText("C'est une clé privée")).toBeVisible();
  await page.getByLabel(/^Clé publique/).setInputFiles(keyFile("key-public.pem"));
  const sealed = (await saved(page, "Faire le fichier")).toString();
  expect(sealed).toContain("<ImportChiffre");
  expect(sealed).not.toContain("FICTIF");
});
