import { code } from "../fixtures/authenticator";
import { audit, expect, password, type Raccord, test as journey } from "../fixtures/journey";
import { openPortal, type Portal } from "../fixtures/portal";

/** Whom the portal names. */
interface Visitor {
  user: string;
}

const test = journey.extend<{ visitor: Visitor; portal: Portal }>({
  visitor: async ({}, use) => use({ user: "TAA0Camille" }),
  portal: async ({ visitor }, use) => {
    const portal = await openPortal(() => visitor.user);
    await use(portal);
    portal.server.close();
  },
  settings: async ({ portal }, use) => use({ host: "localhost", signInCas: portal.url }),
});

/** The superadmin says what the portal calls them. */
async function nameOneself(raccord: Raccord, entId: string): Promise<void> {
  const { page } = raccord;
  await raccord.makeFirstAccount();
  await page.goto(`${raccord.server.url}/administration/comptes`);
  await page.getByRole("button", { name: /^Modifier les droits/ }).click();
  await page.getByLabel("Identifiant ENT").fill(entId);
  await page.getByRole("button", { name: "Enregistrer l'identifiant" }).click();
  await expect(page.getByText(`Identifiant ENT\u00a0: ${entId}.`)).toBeVisible();
}

async function leaveThroughPortal(raccord: Raccord): Promise<void> {
  const { page } = raccord;
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.getByRole("link", { name: "Se connecter par le portail" }).click();
}

test("the portal's word opens the account that has this ENT id, and no other", async ({ raccord, page, visitor }) => {
  await nameOneself(raccord, visitor.user);
  await leaveThroughPortal(raccord);
  await expect(raccord.heading("Établissements")).toBeVisible();

  visitor.user = "TAA0Personne";
  await leaveThroughPortal(raccord);
  await expect(page.getByText("Aucun compte n'a l'identifiant que le portail envoie pour vous.")).toBeVisible();
  await audit(page, "connexion-portail-inconnu");
  await raccord.signIn();
  await expect(raccord.heading("Établissements")).toBeVisible();
});

test("after the portal an account still shows its second factor", async ({ raccord, page, visitor }) => {
  await nameOneself(raccord, visitor.user);
  await page.goto(`${raccord.server.url}/compte`);
  const factors = page.getByRole("region", { name: "Second facteur" });
  await page.getByRole("button", { name: "Ajouter une application" }).click();
  await factors.getByLabel("Mot de passe actuel").fill(password);
  await factors.getByRole("button", { name: "Ajouter une application" }).click();
  const secret = await page.locator("code.secret").innerText();
  await page.getByLabel("Code affiché par l'application").fill(code(secret));
  await page.getByRole("button", { name: "Activer" }).click();
  await page.getByRole("button", { name: "C'est noté" }).click();

  await leaveThroughPortal(raccord);
  await expect(page.getByText("Le portail vous a reconnu.")).toBeVisible();
  await audit(page, "connexion-portail-second-facteur");
  await page.getByLabel("Code de votre application").fill("000000");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("alert")).toContainText("Ce code n'est pas le bon");
  // The code that proved the application was used; the next one is accepted a little early.
  await page.getByLabel("Code de votre application").fill(code(secret, 1));
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(raccord.heading("Établissements")).toBeVisible();

  // The word is used up: the same address asks for everything again.
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(raccord.heading("Connexion")).toBeVisible();
  await page.goto(`${raccord.server.url}/connexion?portail=second-facteur`);
  await expect(page.getByText("Trop de temps a passé depuis le portail.")).toBeVisible();
  await expect(page.getByLabel("Nom du compte")).toBeVisible();
});
