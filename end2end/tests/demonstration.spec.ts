import { demonstration, recognisedInAll } from "../fixtures/demonstration";
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
  const { teachers, pupils } = demonstration;
  await expect(raccord.recognised()).toContainText(`${teachers.recognised} Enseignants reconnus`);
  await expect(raccord.waiting()).toContainText(`${teachers.waiting} Enseignants non reconnus`);
  await audit(page, "etape");

  // One confirmed, one refused, one put aside, one searched for in the whole directory.
  await raccord.browse("DIAKITÉ-RE NOÉMIE CAR");
  await audit(page, "etape-panneau");
  const first = raccord.panel("DIAKITÉ-RE NOÉMIE CAR");
  await expect(first).toContainText("en plus dans l'ENT");
  await first.getByRole("button", { name: "Accepter DIAKITÉ-REY Noémie-Caroline" }).click();
  await expect(raccord.recognised()).toContainText(`${teachers.recognised + 1} Enseignants reconnus`);
  await expect(raccord.panel("SCHUMANN CHARLOTTE")).toBeVisible();
  await page.getByRole("button", { name: /^Refuser/ }).first().click();
  await expect(raccord.panel("VALAC NATHANAËL")).toBeVisible();
  await page.getByRole("button", { name: "À revoir" }).click();
  await expect(raccord.waiting()).toContainText(`${teachers.waiting - 1} Enseignants non reconnus`);
  await expect(raccord.waiting().getByText("Refusé")).toBeVisible();
  await page.getByRole("button", { name: "Annuler la dernière décision" }).click();
  await expect(raccord.waiting().getByText("À revoir")).toHaveCount(0);
  await page.getByRole("button", { name: "Refaire" }).click();
  await expect(raccord.waiting().getByText("À revoir")).toBeVisible();

  await raccord.browse("DENIS CAROLINE");
  const searched = raccord.panel("DENIS CAROLINE");
  await searched.getByLabel("Rechercher dans tout l'ENT").fill("giulia martn");
  await expect(searched.getByText("2 comptes trouvés")).toBeVisible();
  await audit(page, "etape-recherche");
  await searched.getByRole("button", { name: "Choisir MARTIN Giulia" }).first().click();
  await expect(raccord.recognised()).toContainText(`${teachers.recognised + 2} Enseignants reconnus`);
  await raccord.validate();
  await expect(page.getByText(new RegExp(`Étape validée.*${teachers.recognised + 2} ajoutés`))).toBeVisible();
  await audit(page, "etape-enregistree");

  await page.getByRole("link", { name: "Étape suivante : Élèves" }).click();
  await expect(raccord.waiting()).toContainText(`${pupils.waiting} Élèves non reconnus`);
  await raccord.validate();
  await expect(page.getByText(`${pupils.recognised} ajoutés`)).toBeVisible();

  for (const category of ["Responsables", "Maîtres de stage", "Inspecteurs pédagogiques", "Personnels"]) {
    await page.getByRole("link", { name: `Étape suivante : ${category}` }).click();
    await expect(raccord.heading(new RegExp(`rapprochement des ${category}$`))).toBeVisible();
    await raccord.validate();
  }
  await page.getByRole("button", { name: "Terminer l'import et lire le bilan" }).click();

  await expect(raccord.heading("Bilan d'import")).toBeVisible();
  const row = page.getByRole("row", { name: /^Enseignants/ });
  await expect(row).toContainText(`${teachers.recognised} automatiques, 1 confirmé, 1 choisi`);
  await expect(row).toContainText(`1 refusé, 1 à revoir, ${teachers.waiting - 4} à décider`);
  await audit(page, "bilan");

  await page.getByRole("link", { name: "Revenir à l'établissement" }).click();
  await expect(page.getByText(`${recognisedInAll + 2} identifiant(s) Pronote importé(s).`)).toBeVisible();
  await expect(page.getByText(/^Dernier import fait le\s: \d\d\/\d\d\/\d{4} \d\d:\d\d en mode Complet\.$/)).toBeVisible();
  await expect(page.getByText(/comptes? sans identifiant CAS$/)).toBeVisible();
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
  await raccord.browse("COUSTEL Inaya");
  const panel = raccord.panel("COUSTEL Inaya");
  await panel.getByLabel("Rechercher dans tout l'ENT").fill("bouchet basile");
  await expect(panel.getByText(/Déjà attribué à BOUCHET Basile \(Élèves\)/)).toBeVisible();
  await panel.getByRole("button", { name: "Échanger BOUCHET Basile" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("BOUCHET Basile n'aura plus de compte");
  await audit(page, "echange");
  await dialog.getByRole("button", { name: "Annuler" }).click();
  await expect(raccord.recognised()).toContainText(`${demonstration.pupils.recognised} Élèves reconnus`);

  await panel.getByRole("button", { name: "Échanger BOUCHET Basile" }).click();
  await dialog.getByRole("button", { name: "Échanger", exact: true }).click();
  await expect(raccord.waiting().getByRole("rowheader", { name: /BOUCHET Basile/ })).toBeVisible();
  await expect(raccord.recognised()).toContainText(`${demonstration.pupils.recognised} Élèves reconnus`);
});
