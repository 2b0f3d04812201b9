import { demonstration } from "../fixtures/demonstration";
import { audit, expect, type Raccord, test } from "../fixtures/journey";

/** The demonstration school, linked, at one of its steps. */
async function linked(raccord: Raccord, step: string): Promise<void> {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.openStep(step);
  await expect(raccord.waiting().getByRole("rowheader").first()).toBeVisible();
}

test("one key per act, and the place in the list is never lost", async ({ raccord, page }) => {
  await linked(raccord, "Responsables");
  const { waiting } = demonstration.guardians;
  await expect(raccord.waiting()).toContainText(`${waiting} Responsables non reconnus`);
  const rows = raccord.waiting().getByRole("rowheader");
  const [first, second, third] = (await rows.locator(".row-name").allTextContents()).slice(0, 3);

  await page.keyboard.press("n");
  await expect(raccord.panel(first!)).toBeVisible();
  await expect(page.getByText(`1 sur ${waiting}`)).toBeVisible();
  await expect(raccord.open()).toBeFocused();
  await page.keyboard.press("a");
  await expect(raccord.panel(second!)).toBeVisible();
  await expect(raccord.waiting()).toContainText(`${waiting - 1} Responsables non reconnus`);
  await expect(page.getByText(`${first} : compte accepté.`)).toBeVisible();
  await page.keyboard.press("v");
  await expect(raccord.panel(third!)).toBeVisible();
  await page.keyboard.press("u");
  await expect(raccord.panel(second!)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(raccord.panel(first!)).toBeVisible();
  await expect(raccord.waiting()).toContainText(`${waiting} Responsables non reconnus`);
  await page.keyboard.press("y");
  await expect(raccord.waiting()).toContainText(`${waiting - 1} Responsables non reconnus`);
  // Each panel is seen before the next key: a test presses faster than any person.
  await expect(raccord.open()).toContainText(first!);
  await page.keyboard.press("n");
  await expect(raccord.open()).not.toContainText(first!);
  await page.keyboard.press("p");
  await expect(raccord.open()).toContainText(first!);
  await page.keyboard.press("c");
  await expect(page.getByLabel("Rechercher dans tout l'ENT")).toBeFocused();
  // In a field, letters are letters.
  await page.keyboard.type("rauv");
  await expect(page.getByLabel("Rechercher dans tout l'ENT")).toHaveValue("rauv");
  await expect(raccord.waiting()).toContainText(`${waiting - 1} Responsables non reconnus`);
});

test("single keys can be switched off, and the panel of the keys says so", async ({ raccord, page }) => {
  await linked(raccord, "Élèves");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Touches du clavier" });
  await expect(help).toContainText("Accepter la première proposition");
  await audit(page, "touches");
  await help.getByLabel("Les touches simples agissent").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(raccord.open()).toHaveCount(0);
  await page.getByRole("button", { name: "Clavier" }).click();
  await help.getByLabel("Les touches simples agissent").check();
  await help.getByRole("button", { name: "Fermer" }).click();
  await page.keyboard.press("n");
  await expect(raccord.open()).toBeVisible();
});

test("differences are marked letter by letter, and the bits wait behind a disclosure", async ({ raccord, page }) => {
  await linked(raccord, "Enseignants");
  await page.getByLabel("Filtrer par nom, classe ou identifiant").fill("schumann");
  await raccord.browse("SCHUMANN CHARLOTTE");
  const card = raccord.panel("SCHUMANN CHARLOTTE").locator(".candidate").first();
  await expect(card.getByRole("table")).toContainText("identique");
  await expect(card.locator("mark").first()).toBeVisible();
  await expect(card.getByText("Un bit de plus")).toBeHidden();
  await card.getByText("Le calcul, en bits").click();
  await expect(card.getByText("Un bit de plus")).toBeVisible();
  await audit(page, "differences");
});

test("filters, facets and sort are in the address, where no server sees them", async ({ raccord, page, server }) => {
  await linked(raccord, "Élèves");
  await page.getByText("Filtrer par état, certitude").click();
  const facet = page.getByRole("group", { name: "Certitude de la meilleure proposition" }).getByRole("link").first();
  const count = Number(/\d+$/.exec((await facet.textContent())!)![0]);
  await facet.click();
  await expect(page).toHaveURL(/#certitude=\w+$/);
  await page.getByRole("group", { name: "État" }).getByRole("link", { name: /Seulement ce qui reste/ }).click();
  await expect(raccord.waiting()).toBeVisible();
  await expect(raccord.recognised()).toHaveCount(0);
  await audit(page, "facettes");
  await page.goBack();
  await expect(page).toHaveURL(/#certitude=\w+$/);
  await expect(raccord.recognised().getByRole("grid")).toHaveAttribute("aria-rowcount", String(count + 1));
  await expect(raccord.waiting()).toContainText("Aucun compte ne correspond à ce filtre.");
  await page.goBack();
  await expect(page).toHaveURL(/\/import\/eleves$/);

  await page.getByLabel("Filtrer par nom, classe ou identifiant").fill("regon");
  await expect(raccord.waiting().getByRole("rowheader")).toHaveCount(1);
  await raccord.sort("Par classe");
  await expect(page).toHaveURL(/#texte=regon&tri=classe$/);
  const asked = page.waitForRequest((request) => request.isNavigationRequest());
  await page.reload();
  expect((await asked).url()).not.toContain("regon");
  await expect(raccord.heading(/^Étape 2/)).toBeVisible();
  expect(server.output).not.toContain("regon");
});

test("the lists are right for those who do not see them", async ({ raccord, page }) => {
  await linked(raccord, "Élèves");
  const grid = raccord.recognised().getByRole("grid");
  const last = demonstration.pupils.recognised + 1;
  await expect(grid).toHaveAttribute("aria-rowcount", String(last));
  const tabbed = grid.locator('[role="row"][tabindex="0"]');
  await expect(tabbed).toHaveCount(1);
  await expect(tabbed).toHaveAttribute("aria-rowindex", "2");
  await tabbed.focus();
  await page.keyboard.press("ArrowDown");
  await expect(grid.locator('[aria-rowindex="3"]')).toBeFocused();
  await page.keyboard.press("End");
  const end = grid.locator(`[aria-rowindex="${last}"]`);
  await expect(end).toBeFocused();
  await expect(end).toContainText(/\w/);
  await expect(tabbed).toHaveCount(1);
  await page.keyboard.press("Home");
  const first = grid.locator('[aria-rowindex="2"]');
  await expect(first).toBeFocused();
  // Rows that were out of sight are asked for again, and take the focus back when they come.
  await expect(first).toContainText(/\w/);
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(raccord.open()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(raccord.open()).toHaveCount(0);
});
