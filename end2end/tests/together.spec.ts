import { audit, expect, type Raccord, test } from "../fixtures/journey";

async function step(raccord: Raccord, category: string): Promise<void> {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.openStep(category);
  await expect(raccord.waiting().getByRole("rowheader").first()).toBeVisible();
}

/** "36 Élèves non reconnus": 36. */
async function left(raccord: Raccord): Promise<number> {
  const title = await raccord.waiting().getByRole("heading").textContent();
  return Number(/^\d+/.exec(title!)![0]);
}

test("many are accepted at once after a preview, and one undo takes them back", async ({ raccord, page }) => {
  await step(raccord, "Responsables");
  const before = await left(raccord);
  await page.getByRole("button", { name: "Accepter en lot" }).click();
  const choice = page.getByRole("dialog", { name: "Accepter en lot" });
  await expect(choice.getByRole("button", { name: /^Même nom, même prénom, seul dans l'établissement \(\d+\)/ })).toBeVisible();
  await expect(choice.getByRole("button").first()).toBeFocused();
  await audit(page, "lot");
  await choice.getByRole("button", { name: /^Probable ou mieux/ }).click();
  const preview = page.getByRole("dialog", { name: /seraient acceptés$/ });
  await expect(preview).toBeVisible();
  const count = Number(/^\d+/.exec((await preview.getByRole("heading").textContent())!)![0]);
  expect(count).toBeGreaterThan(0);
  await expect(preview.getByRole("table").first()).toBeVisible();
  await expect(preview).toContainText(/Attendez-vous à environ \d+ couples? faux/);
  await audit(page, "lot-apercu");
  await preview.getByRole("button", { name: `Accepter les ${count} couples` }).click();
  await expect(page.getByText(`${count} couples acceptés.`)).toBeVisible();
  expect(await left(raccord)).toBe(before - count);
  await page.keyboard.press("u");
  await expect(raccord.waiting().getByRole("heading")).toContainText(`${before} Responsables`);
});

test("this pair and those like it", async ({ raccord, page }) => {
  await step(raccord, "Responsables");
  await page.keyboard.press("n");
  await expect(raccord.open()).toBeVisible();
  await page.getByRole("button", { name: /^Ce couple et \d+ semblables?/ }).click();
  const preview = page.getByRole("dialog", { name: /accepté/ });
  await expect(preview).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(preview).toHaveCount(0);
  await page.keyboard.press("s");
  await expect(preview).toBeVisible();
});

test("a family is settled on one screen", async ({ raccord, page }) => {
  await step(raccord, "Responsables");
  await page.keyboard.press("n");
  await expect(raccord.open()).toBeVisible();
  const before = await left(raccord);
  await page.keyboard.press("f");
  const family = page.getByRole("dialog", { name: "La famille, des deux côtés" });
  await expect(family.getByRole("listitem").first()).toContainText("Élève");
  await expect(family.getByLabel(/^Compte de l'ENT pour/).first()).toBeVisible();
  await audit(page, "famille");
  await family.getByRole("button", { name: /^Accepter/ }).click();
  await expect(page.getByText(/couples? acceptés?\./)).toBeVisible();
  await family.getByRole("button", { name: "Fermer" }).click();
  expect(await left(raccord)).toBeLessThan(before);
});

test("homonyms, and causes with their advice and their lists", async ({ raccord, page }) => {
  await step(raccord, "Élèves");
  await page.getByRole("link", { name: "Homonymes" }).click();
  await expect(page.getByRole("heading", { name: "Homonymes et doublons : Élèves" })).toBeVisible();
  await expect(page.getByText(/Ce qui les distingue|Rien dans les fichiers/).first()).toBeVisible();
  await audit(page, "homonymes");
  await page.goBack();
  await raccord.openStep("Responsables");
  await page.getByRole("link", { name: "Causes" }).click();
  const causes = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
  await expect(causes.first()).toBeVisible();
  await audit(page, "causes");
  const absent = causes.filter({ hasText: "L'élève n'a pas de compte dans l'ENT" });
  const count = Number(/\((\d+)\)/.exec((await absent.getByRole("heading").textContent())!)![1]);
  await absent.getByRole("link").click();
  await expect(page).toHaveURL(/#etat=non-reconnus&cause=eleve-absent$/);
  await expect(raccord.waiting().getByRole("grid")).toHaveAttribute("aria-rowcount", String(count + 1));
});

test("a row is searched again under another spelling, and the source stays", async ({ raccord, page }) => {
  await step(raccord, "Élèves");
  await page.getByLabel("Filtrer par nom, classe ou identifiant").fill("");
  await page.getByText("Filtrer par état, certitude").click();
  await page.getByRole("link", { name: /^Aucune proposition/ }).click();
  await page.keyboard.press("n");
  await expect(raccord.open()).toBeVisible();
  const panel = page.getByRole("region", { name: /^Rapprochement de/ });
  await expect(panel.getByText("Aucun compte ne ressemble assez")).toBeVisible();
  await expect(panel.getByText("quelques jours après la rentrée")).toBeVisible();
  await audit(page, "sans-candidat");
  await panel.getByText("Chercher sous une autre orthographe").click();
  await panel.getByLabel("Nom", { exact: true }).fill("MARTIN");
  await panel.getByLabel("Prénom", { exact: true }).fill("Giulia");
  await panel.getByRole("button", { name: "Chercher", exact: true }).click();
  await expect(panel.getByText("Cherché sous : MARTIN Giulia")).toBeVisible();
  await expect(panel.getByRole("button", { name: /MARTIN Giulia/ }).first()).toBeVisible();
  await panel.getByRole("button", { name: "Revenir aux noms de PRONOTE" }).click();
  await expect(panel.getByText("Aucun compte ne ressemble assez")).toBeVisible();
});

test("the directory is searched with filters, without a word too", async ({ raccord, page }) => {
  await step(raccord, "Élèves");
  await page.keyboard.press("n");
  const search = page.getByRole("search");
  await search.getByLabel("Profil").selectOption("Enseignants");
  await expect(search.getByRole("status")).toContainText(/\d+ comptes trouvés/);
  await search.getByLabel("Profil").selectOption("Élèves");
  await search.getByLabel("Classe").selectOption({ index: 1 });
  await search.getByLabel("Rechercher dans tout l'ENT").fill("a");
  await expect(search.getByRole("status")).toContainText(/\d+ comptes? trouvés?/);
  await search.getByLabel("Rechercher dans tout l'ENT").fill("mar");
  await expect(search.locator(".account-name mark").first()).toHaveText(/^mar/i);
  await audit(page, "recherche-filtree");
});
