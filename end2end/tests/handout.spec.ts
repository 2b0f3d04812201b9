import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { audit, expect, type Raccord, test } from "../fixtures/journey";
import { pages } from "../fixtures/pdf";
import { csv, type Given, identifiers, UAI } from "../fixtures/school";

const count = 20;

/** Twenty pupils of two classes, each with a password of their own, and a teacher. */
function handout(): Given {
  const pupils = Array.from({ length: count }, (_, at) => {
    const number = String(at + 1).padStart(2, "0");
    return `ELEVE${number};Prénom${number};Elève;login.${number};TAB000${number};${at < 9 ? "6A" : "6B"};motpasse-${number}`;
  });
  const lines = ["Nom;Prénom;Profil;Login;Identifiant ENT;Classe;Mot de passe", ...pupils, "EXEMPLARD;Marie-Jeanne;Professeur;mj.ex;TAA10000;;motpasse-99"];
  return csv("identifiants.csv", `${lines.join("\n")}\n`);
}

async function open(raccord: Raccord, page: Page): Promise<void> {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await page.goto(`${raccord.server.url}/e/${UAI}`);
  await page.getByRole("link", { name: "Comptes à distribuer" }).click();
  await expect(raccord.heading("Comptes à distribuer")).toBeVisible();
  await page.getByLabel("Fichier des identifiants de l'ENT").setInputFiles(handout());
  await expect(page.getByText("21 comptes affichés")).toBeVisible();
}

declare const wasm_bindgen: { initSync(): { memory: WebAssembly.Memory } };

/** Whether a text is left in the engine's memory. */
async function engineHolds(page: Page, text: string): Promise<boolean> {
  return page.workers()[0]!.evaluate((text) => {
    // The module is started already: asked again, it hands over what it exports.
    return new TextDecoder("latin1").decode(wasm_bindgen.initSync().memory.buffer).includes(text);
  }, text);
}

test("letters are printed class by class, and their passwords wiped", async ({ raccord, page }) => {
  await open(raccord, page);
  expect(await page.content()).not.toContain("motpasse-");
  expect(await engineHolds(page, "motpasse-07"), "the search finds what is there").toBe(true);
  await audit(page, "comptes", page.getByRole("heading", { name: "Comptes", exact: true }));

  await page.getByLabel("Profil").selectOption("Élèves");
  await expect(page.getByText("20 comptes affichés")).toBeVisible();
  await page.getByLabel("Modèle de lettre").fill("{prenom} {nom} ({classe})\nIdentifiant : {identifiant}\nMot de passe : {mot_de_passe}\n{age}");
  await expect(page.getByText("seront imprimés tels quels : age")).toBeVisible();
  await page.getByLabel("Modèle de lettre").fill("{prenom} {nom} ({classe})\nIdentifiant : {identifiant}\nMot de passe : {mot_de_passe}");
  await page.getByLabel("Lettres par page").selectOption("8");
  await page.getByRole("button", { name: "Préparer les lettres" }).click();
  // Nine of 6A and eleven of 6B: two sheets each.
  await expect(page.getByText("20 lettres prêtes, sur 4 feuilles.")).toBeVisible();
  await expect(page.locator(".letter").first()).toHaveText("Prénom01 ELEVE01 (6A)\nIdentifiant : login.01\nMot de passe : motpasse-01");
  await audit(page, "lettres", page.getByRole("heading", { name: "Aperçu des lettres" }));

  await page.emulateMedia({ media: "print" });
  const shown = await page.locator("body").innerText();
  expect(shown).toContain("Mot de passe : motpasse-20");
  expect(shown).not.toContain("Préparer les lettres");
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ format: "A4", path: "results/pictures/lettres.pdf" });
  expect(pages(pdf)).toBe(4);

  // The dialog of the browser closes.
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.getByText("leurs mots de passe sont effacés")).toBeVisible();
  await expect(page.locator(".letter")).toHaveCount(0);
  expect(await page.content()).not.toContain("motpasse-");
  await expect.poll(() => engineHolds(page, "motpasse-07")).toBe(false);
  expect(await engineHolds(page, "motpasse-99"), "the teacher's letter is not printed yet").toBe(true);
  await page.getByLabel("Profil").selectOption("Tous");
  await page.getByLabel("Seulement ceux dont la lettre n'est pas imprimée").check();
  await expect(page.getByText("1 compte affiché")).toBeVisible();

  await page.getByRole("navigation", { name: "Vous êtes ici" }).getByRole("link", { name: /Essais/ }).click();
  await expect.poll(() => engineHolds(page, "motpasse-99")).toBe(false);
});

test("who is new, and who has no account yet", async ({ raccord, page }) => {
  await open(raccord, page);
  await page.getByLabel(/^Fichier précédent/).setInputFiles(
    csv("avant.csv", "Nom;Prénom;Profil;Login;Identifiant ENT\nELEVE01;Prénom01;Elève;login.01;TAB00001\n"),
  );
  await expect(page.getByText("20 nouveaux depuis le fichier précédent")).toBeVisible();
  await page.getByLabel("Seulement les nouveaux").check();
  await expect(page.getByText("20 comptes affichés")).toBeVisible();
  await page.getByLabel(/^Rechercher un nom/).fill("eleve20");
  await expect(page.getByText("1 compte affiché")).toBeVisible();

  await page.getByLabel("Export de PRONOTE").setInputFiles(identifiers());
  await page.getByRole("button", { name: "Comparer" }).click();
  const missing = page.getByRole("region", { name: "Qui n'a pas encore de compte" });
  await expect(missing).toContainText("SANSCOMPTE Émile");
  await expect(missing.getByRole("row", { name: /SANSCOMPTE/ })).toContainText("aucun compte");
  await audit(page, "sans-compte", missing);
  const given = page.waitForEvent("download");
  await page.getByRole("button", { name: "Liste des personnes sans compte (CSV)" }).click();
  expect(await readFile(await (await given).path(), "utf8")).toContain("SANSCOMPTE Émile;Élève;5B;aucun compte\r\n");
});
