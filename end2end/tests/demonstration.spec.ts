import { audit, expect, test } from "../fixtures/journey";

test("the demonstration school, from one click to the report", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await expect(page.getByText(/établissement inventé/)).toBeVisible();

  // No mode is chosen in advance, and each says which state of PRONOTE's box goes with it.
  await expect(page.getByLabel("Mode d'import")).toHaveValue("");
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Sélectionnez un mode d'import.");
  await page.getByLabel("Mode d'import").selectOption("Partiel");
  await expect(page.getByText(/sans identifiants CAS.* doit être cochée/)).toBeVisible();
  await page.getByLabel("Mode d'import").selectOption("Complet");
  await expect(page.getByText(/sans identifiants CAS.* doit être décochée/)).toBeVisible();
  await audit(page, "import");

  await raccord.link("Complet");
  await expect(raccord.heading("Étape 1/6 : rapprochement des Enseignants")).toBeVisible();
  await expect(raccord.recognised()).toContainText("44 Enseignants reconnus");
  await expect(raccord.waiting()).toContainText("18 Enseignants non reconnus");
  await raccord.validate();
  await expect(page.getByText(/Étape validée.*44 ajoutés/)).toBeVisible();
  await audit(page, "etape-enregistree");

  // Pupils: one confirmed, one refused, one put aside, one searched for in the whole directory.
  await page.getByRole("link", { name: "Étape suivante : Élèves" }).click();
  await expect(raccord.waiting()).toContainText("36 Élèves non reconnus");
  await audit(page, "etape");
  await raccord.sort("Par nom");
  await raccord.browse("BELET Ninon");
  await audit(page, "etape-panneau");
  const belet = raccord.panel("BELET Ninon");
  await expect(belet).toContainText("Même nom");
  await belet.getByRole("button", { name: /^Accepter BELET Ninon/ }).first().click();
  await expect(raccord.recognised()).toContainText("524 Élèves reconnus");
  await expect(raccord.panel("BOUCHEL Nathan")).toBeVisible();
  await page.getByRole("button", { name: /^Refuser/ }).click();
  await expect(raccord.panel("BOUVIER M-Sarah")).toBeVisible();
  await page.getByRole("button", { name: "À revoir" }).click();
  await expect(raccord.waiting()).toContainText("35 Élèves non reconnus");
  await expect(raccord.waiting().getByText("Refusé")).toBeVisible();
  await page.getByRole("button", { name: "Annuler la dernière décision" }).click();
  await expect(raccord.waiting().getByText("À revoir")).toHaveCount(0);
  await page.getByRole("button", { name: "Refaire" }).click();
  await expect(raccord.waiting().getByText("À revoir")).toBeVisible();

  await raccord.browse("BÉCHELLE Mathis");
  const bechelle = raccord.panel("BÉCHELLE Mathis");
  await bechelle.getByLabel("Rechercher dans tout l'ENT").fill("giulia martn");
  await expect(bechelle.getByText("2 comptes trouvés")).toBeVisible();
  await audit(page, "etape-recherche");
  await bechelle.getByRole("button", { name: "Choisir MARTIN Giulia" }).first().click();
  await expect(raccord.recognised()).toContainText("525 Élèves reconnus");
  await raccord.validate();
  await expect(page.getByText(/525 ajoutés/)).toBeVisible();

  for (const category of ["Responsables", "Maîtres de stage", "Inspecteurs pédagogiques", "Personnels"]) {
    await page.getByRole("link", { name: `Étape suivante : ${category}` }).click();
    await expect(raccord.heading(new RegExp(`rapprochement des ${category}$`))).toBeVisible();
    await raccord.validate();
  }
  await page.getByRole("button", { name: "Terminer l'import et lire le bilan" }).click();

  await expect(raccord.heading("Bilan d'import")).toBeVisible();
  const pupils = page.getByRole("row", { name: /^Élèves/ });
  await expect(pupils).toContainText("523 automatiques, 1 confirmé, 1 choisi");
  await expect(pupils).toContainText("1 refusé, 1 à revoir, 32 à décider");
  await audit(page, "bilan");

  await page.getByRole("link", { name: "Revenir à l'établissement" }).click();
  await expect(page.getByText("1261 identifiant(s) Pronote importé(s).")).toBeVisible();
  await expect(page.getByText(/^Dernier import fait le : \d\d\/\d\d\/\d{4} \d\d:\d\d en mode Complet\.$/)).toBeVisible();
  await audit(page, "etat");

  await page.getByRole("button", { name: "Effacer l'établissement de démonstration" }).click();
  await expect(raccord.heading("Établissements")).toBeVisible();
  await expect(page.getByText("Aucun établissement pour le moment.")).toBeVisible();
});

test("an account that belongs to somebody is exchanged only knowingly", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Partiel");
  await raccord.openStep("Élèves");
  await raccord.sort("Par nom");
  await raccord.browse("BÉCHELLE Mathis");
  const panel = raccord.panel("BÉCHELLE Mathis");
  await panel.getByLabel("Rechercher dans tout l'ENT").fill("bouchet basile");
  await expect(panel.getByText(/Déjà attribué à BOUCHET Basile \(Élèves\)/)).toBeVisible();
  await panel.getByRole("button", { name: "Échanger BOUCHET Basile" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("BOUCHET Basile n'aura plus de compte");
  await audit(page, "echange");
  await dialog.getByRole("button", { name: "Annuler" }).click();
  await expect(raccord.recognised()).toContainText("523 Élèves reconnus");

  await panel.getByRole("button", { name: "Échanger BOUCHET Basile" }).click();
  await dialog.getByRole("button", { name: "Échanger", exact: true }).click();
  await expect(raccord.waiting().getByRole("rowheader", { name: /BOUCHET Basile/ })).toBeVisible();
  await expect(raccord.recognised()).toContainText("523 Élèves reconnus");
});
