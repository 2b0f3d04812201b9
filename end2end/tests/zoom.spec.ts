import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey";

/** What RGAA asks of the text's spacing (10.12). */
const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }`;

/** A screen of 1280 by 1024 at 200 % and 400 %, a phone held sideways, and the spacing on a desk and on a phone. */
const views = [
  { name: "200 %", width: 640, height: 512, style: "" },
  { name: "400 %", width: 320, height: 256, style: "" },
  { name: "sideways", width: 844, height: 390, style: "" },
  { name: "spacing", width: 1280, height: 900, style: spacing },
  { name: "spacing, 390 px", width: 390, height: 844, style: spacing },
];

/** Nothing scrolls sideways, and no word is cut off. */
async function holds(page: Page, screen: string): Promise<void> {
  for (const { name, width, height, style } of views) {
    await page.setViewportSize({ width, height });
    const cut = await page.evaluate((style) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      document.adoptedStyleSheets = [sheet];
      const { scrollWidth, clientWidth } = document.documentElement;
      const sideways = scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : [];
      const all = [...document.querySelectorAll<HTMLElement>("body *")].filter((element) => {
        const { overflowX, overflowY, clipPath } = getComputedStyle(element);
        if (clipPath !== "none" || element.closest(".visually-hidden") || !element.innerText?.trim()) return false;
        const wide = overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1;
        return wide || (overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1);
      });
      return [...sideways, ...all.map((element) => `${element.className}: ${element.innerText.slice(0, 40)}`)].slice(0, 5);
    }, style);
    expect(cut, `${screen}, ${name}`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
}

test("every word is there at 200 % and 400 %, and with wider spacing", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await holds(page, "import");
  await raccord.link("Complet");
  await raccord.openStep("Élèves");
  await holds(page, "step");
  await raccord.browse("RÉGON Marion");
  await holds(page, "panel");
  await page.goBack();
  await raccord.openStep("Personnels");
  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await expect(page.getByRole("button", { name: "Valider l'étape" })).toBeVisible();
  await holds(page, "sending");
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByRole("heading", { name: "Étape enregistrée" })).toBeVisible();
  for (const [path, title] of [
    ["", "Identifiants Pronote"],
    ["/imports", "Tous les imports"],
    ["/services", "Liste des services"],
    ["/guide", "Guide de mise en place"],
    ["/comptes", "Comptes à distribuer"],
  ] as const) {
    await page.goto(`${raccord.server.url}/e/9990001X${path}`);
    await expect(raccord.heading(title)).toBeVisible();
    await expect(page.locator(".loading")).toHaveCount(0);
    await holds(page, title);
  }
});
