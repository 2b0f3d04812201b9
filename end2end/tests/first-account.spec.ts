import { audit, expect, test } from "../fixtures/journey";

test("the first account, through the one-time link", async ({ raccord, page, server }) => {
  await page.goto(server.setupLink);
  await expect(raccord.heading("Créer le premier compte")).toBeVisible();
  await audit(page, "premier-compte");

  await page.getByRole("button", { name: "Créer le compte" }).click();
  await expect(page.getByText("Indiquez le nom du compte.")).toBeVisible();
  await expect(page.getByText(/trop court/)).toBeVisible();

  const link = server.setupLink;
  await raccord.makeFirstAccount();
  await audit(page, "etablissements-vide");

  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(raccord.heading("Connexion")).toBeVisible();
  await page.goto(link);
  await expect(page.getByText("Le premier compte existe déjà.")).toBeVisible();
});

test("sign in, and come back where one wanted to go", async ({ raccord, page, server }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(raccord.heading("Connexion")).toBeVisible();

  await page.goto(`${server.url}/e/0990001N`);
  await expect(raccord.heading("Connexion")).toBeVisible();
  await raccord.signIn("un autre mot de passe");
  await expect(page.getByRole("alert")).toContainText("ne vont pas ensemble");
  await audit(page, "connexion");

  await raccord.signIn();
  await expect(raccord.heading("Identifiants Pronote")).toBeVisible();
  await expect(page).toHaveTitle("Identifiants Pronote – Collège des Essais (0990001N) – Raccord");
  await audit(page, "etat-vide");
});

test("an establishment: a wrong UAI is explained, a doubtful one asked about", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await page.getByLabel(/^UAI/).fill("099000");
  await page.getByLabel(/^Nom de l'établissement/).fill("Collège des Essais");
  await page.getByRole("button", { name: "Ajouter", exact: true }).click();
  await expect(page.getByText(/sept chiffres et une lettre, par exemple 0990001N. Vérifiez/)).toBeVisible();

  await page.getByLabel(/^UAI/).fill("0990001A");
  await page.getByRole("button", { name: "Ajouter", exact: true }).click();
  await expect(page.getByText(/on attendrait N/)).toBeVisible();
  await page.getByRole("button", { name: "Ajouter quand même" }).click();
  await expect(page.getByRole("link", { name: "Collège des Essais" })).toBeVisible();

  await page.getByLabel(/^UAI/).fill("0990001a");
  await page.getByLabel(/^Nom de l'établissement/).fill("Le même");
  await page.getByRole("button", { name: /^Ajouter/ }).click();
  await page.getByRole("button", { name: /^Ajouter/ }).click();
  await expect(page.getByRole("alert")).toContainText("Un établissement porte déjà cet UAI");
  await audit(page, "etablissements");
});
