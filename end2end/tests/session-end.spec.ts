import { audit, expect, test } from "../fixtures/journey";

// The page's clock is moved; the server's session, in real time, is as young as the test.
test("the end of an idle session is told ten minutes before, and put off by a button", async ({ raccord, page }) => {
  await page.clock.install();
  await raccord.makeFirstAccount();
  // The last that the server hears of the page.
  await expect(page.getByText("Aucun établissement pour le moment.")).toBeVisible();
  const told = page.getByText(/Sans action de votre part, votre session se termine à \d\d:\d\d\./);
  await page.clock.fastForward("01:45:00");
  await expect(page.getByRole("button", { name: "Rester connecté" })).toHaveCount(0);
  await page.clock.fastForward("00:06:00");
  await expect(told).toBeVisible();
  await audit(page, "fin-de-session", undefined, "each once");
  await page.getByRole("button", { name: "Rester connecté" }).click();
  await expect(told).toHaveCount(0);

  await page.clock.fastForward("01:52:00");
  await expect(told).toBeVisible();
  await page.clock.fastForward("00:10:00");
  await expect(page.getByText("Votre session est terminée.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Se connecter dans un autre onglet" })).toBeVisible();
});
