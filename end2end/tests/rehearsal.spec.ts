import { audit, expect, test } from "../fixtures/journey";
import { accounts, identifiers } from "../fixtures/school";

test("a rehearsal goes to its end and stores nothing, then is done for good", async ({ raccord, page, server }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await page.getByLabel("Répétition : aller jusqu'au bout sans rien enregistrer").check();
  const mark = page.getByRole("complementary", { name: "Répétition" });
  await expect(mark).toBeVisible();
  await raccord.give(identifiers(), accounts());
  await raccord.link("Complet");
  await raccord.browse("D'ESSAI Loïc");
  await page.getByRole("button", { name: "Accepter D'ESSAI L." }).click();
  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  const stored: string[] = [];
  page.on("request", (request) => {
    const asks = request.method() === "GET" || /\/preview\/|dry_run/.test(request.url());
    if (!asks) stored.push(`${request.method()} ${request.url()}`);
  });
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByRole("heading", { name: "Étape répétée" })).toBeVisible();
  await expect(page.getByText("Répétition : cette étape aurait donné 2 ajoutés. Rien n'a été enregistré.")).toBeVisible();
  await audit(page, "repetition");
  await page.getByRole("link", { name: "Étape suivante : Élèves" }).click();
  await page.getByRole("link", { name: "Valider toutes les étapes suivantes" }).click();
  await page.getByRole("button", { name: /^Valider (ces )?\d/ }).click();
  await expect(page.getByText("Répétition : toutes ces étapes seraient validées.")).toBeVisible();
  await expect(mark).toBeVisible();
  expect(stored, "nothing but questions").toEqual([]);

  // The same files and decisions, for good.
  await page.getByRole("button", { name: "Recommencer pour de bon" }).click();
  await expect(mark).toBeHidden();
  await raccord.openStep("Enseignants");
  await expect(raccord.recognised()).toContainText("D'ESSAI");
  await raccord.validate();
  await page.goto(`${server.url}/e/0990001N`);
  await expect(page.getByText("2 identifiant(s) Pronote importé(s).")).toBeVisible();
});
