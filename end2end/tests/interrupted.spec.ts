import { demonstration } from "../fixtures/demonstration";
import { audit, expect, Raccord, test } from "../fixtures/journey";
import { accounts, identifiers } from "../fixtures/school";

test("a reload in the middle: what is validated stays, and the import goes on", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.validate();
  await page.getByRole("link", { name: "Étape suivante : Élèves" }).click();
  await raccord.browse("RÉGON Marion");
  await page.getByRole("button", { name: /^Accepter RÉGON/ }).first().click();
  await expect(raccord.recognised()).toContainText(`${demonstration.pupils.recognised + 1} Élèves reconnus`);

  // The browser asks before it forgets an unsaved decision.
  let asked = false;
  page.once("dialog", (dialog) => {
    asked = dialog.type() === "beforeunload";
    return dialog.accept();
  });
  await page.reload();
  expect(asked).toBe(true);
  await expect(page.getByText("Les fichiers ne sont pas en mémoire.")).toBeVisible();
  await audit(page, "fichiers-absents");
  await page.getByRole("link", { name: "Charger les fichiers" }).click();
  await expect(page.getByText(/Étapes déjà validées et enregistrées\s: Enseignants\./)).toBeVisible();
  await expect(page.getByLabel("Mode d'import")).toBeDisabled();
  await audit(page, "import-a-reprendre");

  await page.goto(`${raccord.server.url}/e/9990001X`);
  await expect(page.getByText(/Étapes validées\s: Enseignants\./)).toBeVisible();
  await page.goto(`${raccord.server.url}/e/9990001X/import?demonstration`);
  await expect(page.getByText("1520 comptes")).toBeVisible();
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await raccord.openStep("Enseignants");
  await expect(raccord.recognised()).toContainText(`${demonstration.teachers.recognised} Enseignants reconnus`);
  await expect(raccord.recognised().getByText("Déjà enregistré").first()).toBeVisible();
});

test("the server down while a step is validated: nothing is lost, nothing is doubled", async ({
  raccord,
  page,
  server,
}) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(identifiers(), accounts());
  await raccord.link("Complet");
  await raccord.browse("D'ESSAI Loïc");
  await page.getByRole("button", { name: "Accepter D'ESSAI L." }).click();
  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await expect(page.getByRole("button", { name: "Valider l'étape" })).toBeEnabled();

  await server.pause();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByRole("alert")).toContainText("L'étape n'est pas enregistrée.");
  await expect(page.getByRole("alert")).toContainText("Rien n'est perdu");
  await audit(page, "serveur-absent");
  await server.resume();

  // The answer is lost on its way: the server has stored the step, the page does not know.
  const stored = new Promise<void>((done) => {
    void page.route("**/steps/teacher", async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
      done();
    });
  });
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await stored;
  await expect(page.getByRole("alert")).toContainText("Le serveur ne répond pas.");
  await page.unroute("**/steps/teacher");
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByText(/Étape validée\s: 2 ajoutés\./)).toBeVisible();
  await page.goto(`${server.url}/e/0990001N`);
  await expect(page.getByText("2 identifiant(s) Pronote importé(s).")).toBeVisible();
});

test("two tabs on the same import: the second one is told, and nothing is overwritten", async ({
  raccord,
  page,
  context,
  server,
}) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  const prepare = async (tab: Raccord) => {
    await tab.openImport();
    await tab.give(identifiers(), accounts());
    await tab.link("Partiel");
    await tab.browse("D'ESSAI Loïc");
    await tab.page.getByRole("button", { name: "Accepter D'ESSAI L." }).click();
    await tab.page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
    await expect(tab.page.getByRole("button", { name: "Valider l'étape" })).toBeEnabled();
  };
  const other = new Raccord(await context.newPage(), server);
  await prepare(raccord);
  await prepare(other);
  await other.page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(other.page.getByText("2 ajoutés")).toBeVisible();

  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByRole("alert")).toContainText("Un autre administrateur a modifié");
  await audit(page, "modifie-entre-temps");
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByText(/Étape validée\s: 2 inchangés\./)).toBeVisible();
});
