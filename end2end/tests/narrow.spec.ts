import { expect, test } from "../fixtures/journey";

/** What WCAG 1.4.10 asks for: 1280 px at 400 %, which is 320 px, without sideways scrolling. */
test.use({ viewport: { width: 320, height: 640 } });

test("at 320 px, or 400 %, nothing overflows sideways and every act is there", async ({ raccord, page, server }) => {
  const fits = async (where: string) => {
    await expect(page.locator("#ouverture, .loading")).toHaveCount(0);
    const wide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const beyond = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > clientWidth);
      return beyond.map((element) => element.outerHTML.slice(0, 120));
    });
    expect(wide, `what is wider than the screen: ${where}`).toEqual([]);
  };
  await raccord.makeFirstAccount();
  await fits("establishments");
  await raccord.openDemonstration();
  await fits("files");
  await raccord.link("Complet");
  await fits("lists");
  await raccord.openStep("Personnels");
  await raccord.waiting().getByRole("link", { name: /^Cliquez sur parcourir/ }).first().click();
  await expect(page.getByRole("region", { name: /^Rapprochement de/ })).toBeVisible();
  await fits("panel");
  await page.goBack();
  await raccord.validate();
  await fits("stored");
  for (const path of ["", "/imports", "/services", "/guide", "/diagnostic", "/comptes", "/journal", "/conservation"]) {
    await page.goto(`${server.url}/e/9990001X${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await fits(path);
  }
  for (const path of ["/compte", "/administration/comptes", "/administration/serveurs-cas", "/aide", "/confidentialite", "/accessibilite"]) {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await fits(path);
  }
});
