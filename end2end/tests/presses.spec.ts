import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../fixtures/journey";
import { largeSchool } from "../fixtures/large-school";

/** The goal of the product: key presses for each account that was not automatic. */
const MOST_PRESSES = 1.2;

const steps = ["Enseignants", "Élèves", "Responsables", "Maîtres de stage", "Inspecteurs pédagogiques", "Personnels"];

/** Who is who in the invented school: the portal account of each PRONOTE identifier, if there is one. */
function truth(folder: string): Map<string, string> {
  const lines = readFileSync(join(folder, "truth.csv"), "utf8").trim().split(/\r?\n/);
  return new Map(lines.map((line) => line.split(";")).map(([, id, account]) => [id!, account ?? ""]));
}

test("the demonstration school is settled completely with few key presses", async ({ raccord, page }) => {
  test.setTimeout(600_000);
  const school = largeSchool(1500, "9990001X");
  const right = truth(join(school.identifiers, ".."));
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  let presses = 0;
  let decided = 0;
  let wrong = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  for (const step of steps) {
    await raccord.openStep(step);
    await expect(raccord.waiting().getByRole("heading")).toBeVisible();
    const title = raccord.waiting().getByRole("heading", { level: 2 });
    let left = Number(/^\d+/.exec((await title.textContent())!)![0]);
    if (left === 0) continue;
    await press("n");
    while (left > 0) {
      const panel = page.getByRole("region", { name: /^Rapprochement de/ });
      const id = await panel.locator(".person code").first().textContent();
      const wanted = right.get(id!) ?? "";
      const accounts = await panel.locator(".candidate-head code").allTextContents();
      const place = accounts.slice(0, 5).indexOf(wanted);
      const before = await title.textContent();
      const heading = await raccord.open().textContent();
      const button = place >= 0 ? panel.locator(".candidate").nth(place).getByRole("button", { name: /^Accepter/ }) : null;
      // With an account that somebody else holds, or none that is right, a person says so.
      const free = button !== null && (await button.count()) > 0;
      await press(free ? (place === 0 ? "a" : String(place + 1)) : "r");
      if (wanted && !free) wrong += 1;
      decided += 1;
      left -= 1;
      if (left > 0) await expect(raccord.open()).not.toHaveText(heading!);
      else await expect(page.getByText("Toute la liste est parcourue.")).toBeVisible();
      if (free) await expect(title).not.toHaveText(before!);
    }
  }
  console.log(`key presses: ${presses} for ${decided} accounts that were not automatic, ${(presses / decided).toFixed(2)} each; ${wrong} have an account that no proposal shows`);
  expect(decided).toBeGreaterThan(100);
  expect(presses / decided).toBeLessThan(MOST_PRESSES);
});
