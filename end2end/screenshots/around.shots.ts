import { expect, password } from "../fixtures/journey";
import { shoot, test } from "./shoot";

test("what everybody may see", async ({ raccord, page, server }) => {
  await page.goto(server.setupLink);
  await expect(raccord.heading("Créer le premier compte")).toBeVisible();
  await shoot(page, "premier-compte");
  await page.goto(`${server.url}/connexion`);
  await expect(raccord.heading("Connexion")).toBeVisible();
  await shoot(page, "connexion");
  for (const [path, title] of [
    ["aide", "Aide"],
    ["plan", "Plan du site"],
    ["confidentialite", "Confidentialité"],
    ["accessibilite", "Déclaration d'accessibilité"],
    ["nulle/part", "Page introuvable"],
  ] as const) {
    await page.goto(`${server.url}/${path}`);
    await expect(raccord.heading(title)).toBeVisible();
    await shoot(page, path.replace("/", "-"));
  }
});

test("what those who run the server see", async ({ raccord, page, server }) => {
  await raccord.makeFirstAccount();
  await shoot(page, "etablissements-aucun");
  await raccord.addEstablishment();
  await raccord.addEstablishment("0990002P", "Lycée polyvalent Marguerite-de-Fiction-et-des-Essais");
  await shoot(page, "etablissements");

  await page.getByRole("link", { name: "Comptes" }).click();
  const invite = page.getByRole("region", { name: "Inviter quelqu'un" });
  await invite.getByLabel(/Collège des Essais/).selectOption("Administrer");
  await invite.getByRole("button", { name: "Faire le lien d'invitation" }).click();
  const link = await page.getByRole("textbox", { name: "Lien à remettre" }).inputValue();
  await shoot(page, "comptes-lien");

  await page.goto(`${server.url}/administration/serveurs-cas`);
  const add = page.getByRole("region", { name: "Autoriser un serveur CAS" });
  await add.getByLabel("Nom").fill("CAS de l'académie");
  await add.getByRole("button", { name: "Autoriser ce serveur" }).click();
  await expect(page.getByLabel("Secret", { exact: true })).toBeVisible();
  await shoot(page, "serveurs-cas-secret");
  await page.getByRole("button", { name: /C'est fait/ }).click();
  await shoot(page, "serveurs-cas");
  await page.goto(`${server.url}/administration/journal`);
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await shoot(page, "journal-du-serveur");
  await page.goto(`${server.url}/compte`);
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await shoot(page, "compte");
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(raccord.heading("Connexion")).toBeVisible();

  await page.goto(link);
  await page.getByLabel("Nom du compte").fill("Dominique Lecture");
  await shoot(page, "invitation");
  await page.getByLabel(/^Mot de passe \*/).fill(password);
  await page.getByLabel(/^Mot de passe, une seconde fois/).fill(password);
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(raccord.heading("Connexion")).toBeVisible();
  await raccord.signIn();
  await expect(raccord.heading("Établissements")).toBeVisible();
  await page.goto(`${server.url}/administration/comptes`);
  await expect(page.getByRole("listitem").filter({ hasText: "Dominique Lecture" })).toBeVisible();
  await shoot(page, "comptes");
});
