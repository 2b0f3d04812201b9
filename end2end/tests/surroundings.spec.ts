import { expect, test } from "../fixtures/journey";

// What people set in their system: forced colours, no movement, paper instead of a screen.
test("a step in forced colours, without movement, and on paper", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.openStep("Enseignants");
  await page.keyboard.press("n");
  const panel = page.getByRole("region", { name: /^Rapprochement de/ });
  await expect(panel.locator("mark").first()).toBeVisible();

  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  // Backgrounds are gone then: what they say must be said by borders too.
  const border = (selector: string) =>
    page.locator(selector).first().evaluate((element) => {
      const style = getComputedStyle(element);
      return Math.max(...[style.borderTopWidth, style.borderBottomWidth, style.outlineWidth].map((width) => parseFloat(width)));
    });
  for (const selector of ["mark", ".button-main", ".candidate"]) {
    expect(await border(selector), selector).toBeGreaterThan(0);
  }
  for (const selector of ['.steps a[aria-current="page"]', '[role="row"][aria-current="true"]']) {
    expect(await border(selector), selector).toBeGreaterThan(1);
  }
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0);
    }).length,
  );
  expect(moving).toBe(0);
  await page.screenshot({ path: "results/pictures/couleurs-forcees-1280.png" });

  await page.emulateMedia({ forcedColors: "none", reducedMotion: "no-preference", media: "print" });
  await expect(page.getByRole("button", { name: "Se déconnecter" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
});
