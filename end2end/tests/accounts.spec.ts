import { audit, expect, password, test } from "../fixtures/journey";

test("a colleague is invited, may only read, then administers, then leaves", async ({
  raccord,
  page,
  browser,
  server,
}) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await page.getByRole("link", { name: "Comptes" }).click();
  await expect(raccord.heading("Comptes")).toBeVisible();
  const invite = page.getByRole("region", { name: "Inviter quelqu'un" });
  await invite.getByLabel(/Collège des Essais/).selectOption("Consulter");
  await invite.getByRole("button", { name: "Faire le lien d'invitation" }).click();
  const link = await page.getByRole("textbox", { name: "Lien à remettre" }).inputValue();
  expect(link).toContain(`${server.url}/invitation#`);
  await audit(page, "comptes-lien");

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(link);
  await theirs.getByLabel("Nom du compte").fill("Dominique Lecture");
  await theirs.getByLabel(/^Mot de passe \*/).fill("azertyuiop2026");
  await theirs.getByLabel(/^Mot de passe, une seconde fois/).fill("azertyuiop2026");
  await theirs.getByRole("button", { name: "Créer le compte" }).click();
  await expect(theirs.getByRole("alert")).toContainText("trop courant");
  await audit(theirs, "invitation");
  await theirs.getByLabel(/^Mot de passe \*/).fill(password);
  await theirs.getByLabel(/^Mot de passe, une seconde fois/).fill(password);
  await theirs.getByRole("button", { name: "Créer le compte" }).click();
  await theirs.getByRole("link", { name: "Collège des Essais" }).click();
  await expect(theirs.getByText("Votre compte permet de consulter")).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Comptes", exact: true })).toBeHidden();

  await page.getByRole("button", { name: /C'est fait/ }).click();
  await page.reload();
  await expect(page.getByText("Aucun lien n'attend")).toBeVisible();
  await page.getByRole("button", { name: "Modifier les droits de Dominique Lecture" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Dominique Lecture" });
  await row.getByLabel(/Collège des Essais/).selectOption("Administrer");
  await row.getByRole("button", { name: "Enregistrer les droits" }).click();
  await expect(row).toContainText("administrer 0990001N");
  await audit(page, "comptes");
  await theirs.reload();
  await expect(theirs.getByRole("link", { name: "Importer les identifiants Pronote" })).toBeVisible();

  await row.getByRole("button", { name: "Fermer le compte" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Fermer le compte" }).click();
  await expect(row).toContainText("Compte fermé");
  await theirs.reload();
  await expect(theirs.getByRole("heading", { name: "Connexion", level: 1 })).toBeVisible();
});

test("a forgotten password, and the last account that may do everything", async ({
  raccord,
  page,
  browser,
}) => {
  await raccord.makeFirstAccount();
  await page.getByRole("link", { name: "Comptes" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Camille Admin" });
  await row.getByRole("button", { name: "Fermer le compte" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Fermer le compte" }).click();
  await expect(page.getByRole("alert")).toContainText("dernier compte");
  await row.getByRole("button", { name: "Lien de nouveau mot de passe" }).click();
  const link = await page.getByRole("textbox", { name: "Lien à remettre" }).inputValue();

  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(link);
  await expect(elsewhere.getByText("pour le compte Camille Admin")).toBeVisible();
  await elsewhere.getByLabel(/^Mot de passe \*/).fill("une tout autre phrase");
  await elsewhere.getByLabel(/^Mot de passe, une seconde fois/).fill("une tout autre phrase");
  await elsewhere.getByRole("button", { name: "Enregistrer le mot de passe" }).click();
  await expect(elsewhere.getByText("Votre nouveau mot de passe est enregistré.")).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere.getByRole("alert")).toContainText("n'est pas ou n'est plus valable");

  await page.reload();
  await expect(raccord.heading("Connexion")).toBeVisible();
  await raccord.signIn("une tout autre phrase");
  await expect(raccord.heading("Comptes")).toBeVisible();
});
