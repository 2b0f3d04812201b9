import { audit, expect, Raccord, test } from "../fixtures/journey";
import { accounts, identifiers, xml } from "../fixtures/school";

/** The same export a year later: one teacher has left. */
function withoutOneTeacher() {
  const text = identifiers().buffer.toString().replace(/ {4}<Professeur Ident="2".*\n/, "");
  return xml("IdPN_To_KOSMOS.xml", text);
}

async function linkTeachers(raccord: Raccord, mode: "Complet" | "Partiel"): Promise<void> {
  await raccord.openImport();
  await raccord.give(identifiers(), accounts());
  await raccord.link(mode);
  await raccord.browse("D'ESSAI Loïc");
  await raccord.page.getByRole("button", { name: "Accepter D'ESSAI L." }).click();
}

test("the mode that is validated is the one that was chosen last", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await linkTeachers(raccord, "Complet");
  await raccord.validate();

  await page.goto(`${raccord.server.url}/e/0990001N/import`);
  await page.getByRole("button", { name: "Terminer cet import sans continuer" }).click();
  await expect(raccord.heading("Bilan d'import")).toBeVisible();
  await raccord.openImport();
  await raccord.give(withoutOneTeacher(), accounts());
  await raccord.link("Complet");
  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await expect(page.getByText("D'ESSAI L.").first()).toBeVisible();
  await page.getByRole("link", { name: "Revenir aux listes" }).click();

  await page.getByRole("link", { name: "Importer les identifiants Pronote" }).click();
  await raccord.link("Partiel");
  await raccord.validate();
  await expect(page.getByText(/Étape validée\s: 1 inchangé\./)).toBeVisible();
  await page.goto(`${raccord.server.url}/e/0990001N`);
  await expect(page.getByText("2 identifiant(s) Pronote importé(s).")).toBeVisible();
});

test("other files after the linkage: it must be done again, and decisions stay", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await linkTeachers(raccord, "Complet");
  await page.getByRole("link", { name: "Importer les identifiants Pronote" }).click();
  await page.getByRole("article").filter({ hasText: "comptes.csv" }).getByRole("button", { name: /^Retirer/ }).click();
  await page.goBack();
  await expect(page.getByText("Les fichiers ont changé depuis le rapprochement.")).toBeVisible();
  await audit(page, "fichiers-changes");
  await page.getByRole("link", { name: "Charger les fichiers" }).click();
  await raccord.give(accounts());
  await raccord.link("Complet");
  await expect(raccord.recognised()).toContainText("D'ESSAI");
});

test("a session that ended while deciding costs nothing: signing in elsewhere is enough", async ({
  raccord,
  page,
  context,
  server,
}) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await linkTeachers(raccord, "Complet");

  const other = new Raccord(await context.newPage(), server);
  await other.page.goto(server.url);
  await other.page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(other.heading("Connexion")).toBeVisible();

  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await expect(page.getByRole("alert")).toContainText("Reconnectez-vous dans un autre onglet");
  await audit(page, "session-terminee");
  await other.signIn();
  await expect(other.heading("Établissements")).toBeVisible();
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByText(/Étape validée\s: 2 ajoutés\./)).toBeVisible();
});

test("an account that is stored for somebody else changes hands only after it was seen", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await linkTeachers(raccord, "Complet");
  await raccord.validate();
  await page.getByRole("link", { name: "Revenir aux listes" }).click();
  await page.getByRole("link", { name: /EXEMPLARD MARIE-JEANNE\s: voir/ }).click();
  await page.getByLabel("Rechercher dans tout l'ENT").fill("dessai");
  await page.getByRole("button", { name: "Échanger D'ESSAI L." }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Échanger", exact: true }).click();
  await expect(raccord.waiting()).toContainText("D'ESSAI");

  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await audit(page, "echange-a-confirmer");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByRole("heading", { name: "Étape enregistrée" })).toBeVisible();

  // What was validated can be taken back and validated again.
  await page.getByRole("link", { name: "Revenir aux listes" }).click();
  await page.getByRole("button", { name: "Annuler la dernière décision" }).click();
  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await page.getByRole("checkbox").check();
  await raccord.typeTheNumber();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByRole("heading", { name: "Étape enregistrée" })).toBeVisible();
  await page.goto(`${raccord.server.url}/e/0990001N`);
  await expect(page.getByText("2 identifiant(s) Pronote importé(s).")).toBeVisible();
});

test("a file can be dropped, and one dropped beside its place does not leave the page", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  const drop = async (selector: string) => {
    const { name, buffer } = identifiers();
    const data = await page.evaluateHandle(
      ([name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text!], name!, { type: "text/xml" }));
        return data;
      },
      [name, buffer.toString()],
    );
    await page.dispatchEvent(selector, "dragover", { dataTransfer: data });
    await page.dispatchEvent(selector, "drop", { dataTransfer: data });
  };
  const stopped = await page.evaluate(() => {
    const event = new DragEvent("drop", { bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  });
  expect(stopped).toBe(true);
  await drop(".drop");
  await expect(page.getByRole("article")).toContainText("5 comptes");
  await audit(page, "fichier-depose");
});
