import { readFile } from "node:fs/promises";
import { audit, expect, test } from "../fixtures/journey";
import { accounts, identifiers } from "../fixtures/school";

test("an import is undone, told in the journal, and what is left is erased", async ({
  raccord,
  page,
}) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(identifiers(), accounts());
  await raccord.link("Complet");
  await raccord.validate();
  await page.goto(`${raccord.server.url}/e/0990001N`);
  await expect(page.getByText("1 identifiant(s) Pronote importé(s).")).toBeVisible();

  await page.getByRole("link", { name: "Tous les imports" }).click();
  await expect(raccord.heading("Tous les imports")).toBeVisible();
  await audit(page, "imports");
  await page.getByRole("link", { name: /^Annuler l'import du/ }).click();
  await expect(page.getByText("1 identifiant(s) ajoutés par l'import sont retirés.")).toBeVisible();
  await audit(page, "annulation");
  await page.getByRole("button", { name: "Annuler cet import" }).click();
  await expect(page.getByText("L'import est annulé.")).toBeVisible();
  await page.getByRole("link", { name: "Tous les imports" }).click();
  await expect(page.getByText(/Annulé le .* par Camille Admin/)).toBeVisible();
  await expect(page.getByRole("link", { name: /^Annuler l'import du/ })).toBeHidden();

  await raccord.openImport();
  await raccord.give(identifiers(), accounts());
  await raccord.link("Complet");
  await raccord.validate();
  await page.goto(`${raccord.server.url}/e/0990001N/imports`);
  await expect(page.getByRole("img", { name: /^De 1 à 1 identifiants/ })).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText("+1 ~0 −0");
  await audit(page, "imports-annee");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Télécharger l'historique en CSV" }).click();
  expect(await readFile(await (await saved).path(), "utf8")).toContain(";Complet;Camille Admin;");
  await page.goto(`${raccord.server.url}/e/0990001N/conservation`);
  const all = page.getByRole("region", { name: "Tous les identifiants" });
  await expect(page.getByRole("region", { name: "Identifiants non confirmés" })).toContainText("Rien à effacer.");
  await all.getByRole("button", { name: "Effacer 1 identifiant(s)" }).click();
  await expect(all.getByText("Saisissez 0990001N pour confirmer.")).toBeVisible();
  await audit(page, "conservation");
  await all.getByLabel(/^UAI de l'établissement/).fill("0990001n");
  await all.getByRole("button", { name: "Effacer 1 identifiant(s)" }).click();
  await expect(all.getByText("C'est effacé.")).toBeVisible();

  await page.goto(`${raccord.server.url}/e/0990001N/journal`);
  await expect(page.getByRole("row", { name: /Identifiants effacés/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Import annulé/ })).toBeVisible();
  await audit(page, "journal");
  await page.getByRole("navigation", { name: "Menu principal" }).getByRole("link", { name: "Journal" }).click();
  await expect(page.getByRole("row", { name: /Premier compte créé/ })).toBeVisible();
});
