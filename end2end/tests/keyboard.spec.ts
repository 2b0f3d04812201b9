import { audit, expect, test } from "../fixtures/journey";
import { accounts, identifiers } from "../fixtures/school";

test("the import with the keyboard alone", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(identifiers(), accounts());

  /** Tabs on until this takes the focus, as somebody without a mouse does. */
  const tabTo = async (role: "link" | "button" | "combobox" | "row", name: string | RegExp) => {
    const wanted = page.getByRole(role, { name, exact: typeof name === "string" }).first();
    await wanted.waitFor();
    for (let steps = 0; steps < 80; steps++) {
      await page.keyboard.press("Tab");
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`${name} is not reached with Tab`);
  };

  await tabTo("combobox", /Mode d'import/);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel("Mode d'import")).toHaveValue("complet");
  await tabTo("button", "Importer");
  await page.keyboard.press("Enter");
  await expect(raccord.heading(/^Étape 1\/6/)).toBeFocused();

  await expect(page).toHaveTitle(/^Étape 1\/6\s: rapprochement des Enseignants – Collège des Essais/);

  await tabTo("row", /D'ESSAI Loïc/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Rapprochement de D'ESSAI Loïc" })).toBeFocused();
  await tabTo("button", "Accepter D'ESSAI L.");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Toute la liste est parcourue.")).toBeVisible();

  await tabTo("link", /2\. Élèves/);
  await page.keyboard.press("Enter");
  await expect(raccord.heading(/^Étape 2\/6/)).toBeFocused();
  await tabTo("link", "Vérifier et valider l'étape");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Ce qui sera envoyé" })).toBeFocused();
  await tabTo("button", "Valider l'étape");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Étape enregistrée" })).toBeFocused();
  await audit(page, "clavier");
});

test("addresses lead where they say, and Back goes back", async ({ raccord, page, server }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Partiel");
  await raccord.openStep("Élèves");
  await raccord.browse("RÉGON Marion");
  await expect(page).toHaveURL(/\/e\/9990001X\/import\/eleves\?ligne=\d+$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/import\/eleves$/);
  await expect(raccord.panel("RÉGON Marion")).toHaveCount(0);
  await page.goBack();
  await expect(raccord.heading(/^Étape 1\/6/)).toBeVisible();
  await page.goForward();
  await expect(raccord.heading(/^Étape 2\/6/)).toBeVisible();

  await page.goto(`${server.url}/e/9990001X/import/inconnue`);
  await expect(raccord.heading("Page introuvable")).toBeVisible();
  await page.goto(`${server.url}/nulle/part`);
  await expect(raccord.heading("Page introuvable")).toBeVisible();
  await audit(page, "introuvable");
  await page.goto(`${server.url}/e/0990009Z`);
  await expect(page.getByRole("alert")).toContainText(/n'existe pas, ou n'existe plus/);
});
