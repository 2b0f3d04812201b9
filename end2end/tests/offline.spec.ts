import { audit, expect, test } from "../fixtures/journey";
import { lastKnown } from "../fixtures/outgoing";
import { accounts, identifiers } from "../fixtures/school";

test("without network the last known counts are shown, until somebody signs out", async ({ raccord, page, server }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(identifiers(), accounts());
  await raccord.link("Complet");
  await raccord.openStep("Élèves");
  await raccord.validate();
  const status = `${server.url}/e/0990001N`;
  await page.goto(status);
  await expect(page.getByText("1 identifiant(s) Pronote importé(s).")).toBeVisible();
  // The page's own files are kept by now.
  await page.evaluate(() => navigator.serviceWorker.ready);

  await server.pause();
  await page.goto(status);
  const known = page.getByRole("region", { name: "Derniers chiffres connus de l'établissement 0990001N" });
  await expect(known).toContainText("1 identifiant(s) Pronote importé(s).");
  await expect(known).toContainText("L'établissement était alors : en cours.");
  await expect(known.getByRole("row", { name: /Élèves/ })).toContainText("1");
  await audit(page, "hors-ligne");

  await server.resume();
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(page.getByRole("heading", { name: "Identifiants Pronote importés" })).toBeVisible();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(raccord.heading("Connexion")).toBeVisible();
  expect(await lastKnown(page)).toBe("");
});

test("with the network cut, everything up to the validation works", async ({ raccord, page, context }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await expect(page.getByLabel("Fichier des identifiants")).toBeVisible();
  await expect(page.getByText("Préparation du module de lecture…")).toHaveCount(0);
  await context.setOffline(true);
  await raccord.give(identifiers(), accounts());
  await raccord.link("Complet");
  await raccord.browse("D'ESSAI Loïc");
  await page.getByRole("button", { name: "Accepter D'ESSAI L." }).click();
  await expect(raccord.recognised()).toContainText("D'ESSAI");
  await page.getByRole("link", { name: "Bilan provisoire" }).click();
  await expect(page.getByRole("table", { name: "Bilan provisoire" }).getByRole("row", { name: /^Enseignants/ })).toContainText("1 automatique, 1 confirmé");
  await page.goBack();
  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await expect(page.getByRole("alert")).toContainText("Le serveur ne répond pas.");
  await expect(page.getByText("Nom (reste dans ce navigateur)").first()).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByText(/Étape validée\s: 2 ajoutés\./)).toBeVisible();
});
