import { demonstration } from "../fixtures/demonstration";
import { audit, expect, test } from "../fixtures/journey";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("the whole import on a phone", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.openStep("Personnels");
  const { staff } = demonstration;
  await expect(raccord.waiting()).toContainText(`${staff.waiting} Personnels non reconnus`);

  // The panel takes the place of the lists, and Back gives them back.
  const first = raccord.waiting().getByRole("link", { name: /^Cliquez sur parcourir/ }).first();
  await first.tap();
  await expect(page.getByRole("region", { name: /^Rapprochement de/ })).toBeVisible();
  await expect(raccord.waiting()).toBeHidden();
  await page.goBack();
  await expect(raccord.waiting()).toBeVisible();

  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).tap();
  await page.getByRole("button", { name: "Valider l'étape" }).tap();
  await expect(page.getByText(`${staff.recognised} ajoutés`)).toBeVisible();
  await page.goto(`${raccord.server.url}/e/9990001X`);
  await expect(page.getByText(`${staff.recognised} identifiant(s) Pronote importé(s).`)).toBeVisible();
  await audit(page, "etat-telephone");
});
