import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { demonstration } from "../fixtures/demonstration";
import { audit, expect, test } from "../fixtures/journey";

const locales = join(import.meta.dirname, "../../app/locales");

/** The names of all texts of a file, plural forms aside: each language has its own. */
function names(language: string, file: string): string[] {
  const walk = (texts: object, path: string): string[] =>
    Object.entries(texts).flatMap(([name, text]) =>
      typeof text === "string" ? [path + name.replace(/_(one|other|many)$/, "")] : walk(text, `${path}${name}.`),
    );
  return [...new Set(walk(JSON.parse(readFileSync(join(locales, language, file), "utf8")), ""))].sort();
}

test("every French text has its English one", () => {
  for (const file of readdirSync(join(locales, "fr"))) {
    expect(names("en", file), file).toEqual(names("fr", file));
  }
});

test("the page speaks English on demand, and remembers it", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.openStep("Élèves");
  await page.keyboard.press("n");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { name: "Step 2/6: linking Pupils" })).toBeVisible();
  await expect(page.getByRole("heading", { name: `${demonstration.pupils.waiting} Pupils not recognised` })).toBeVisible();
  await expect(page.getByRole("region", { name: /^Linking / })).toContainText("Undecided");
  await expect(page.getByRole("main")).not.toContainText(/À décider|Cliquez sur parcourir|identique|autre lettre/);
  await audit(page, "anglais");
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(raccord.server.url);
  await expect(page.getByRole("heading", { name: "Schools", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Français" }).click();
  await expect(raccord.heading("Établissements")).toBeVisible();
});
