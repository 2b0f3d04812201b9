import { code } from "../fixtures/authenticator";
import { audit, expect, password, test } from "../fixtures/journey";

test.describe("a second factor is optional", () => {
  test.use({ settings: { host: "localhost" } });

  test("an authenticator application, then recovery codes", async ({ raccord, page }) => {
    await raccord.makeFirstAccount();
    await page.getByRole("link", { name: "Mon compte" }).click();
    await page.getByRole("button", { name: "Ajouter une application" }).click();
    const factors = page.getByRole("region", { name: "Second facteur" });
    await factors.getByLabel("Mot de passe actuel").fill(password);
    await factors.getByRole("button", { name: "Ajouter une application" }).click();
    await expect(page.getByRole("img", { name: /Code QR/ })).toBeVisible();
    await audit(page, "compte-application");
    const secret = await page.locator("code.secret").innerText();
    await page.getByLabel("Code affiché par l'application").fill("000000");
    await page.getByRole("button", { name: "Activer" }).click();
    await expect(page.getByRole("alert")).toContainText("Ce code n'est pas le bon");
    await page.getByLabel("Code affiché par l'application").fill(code(secret));
    await page.getByRole("button", { name: "Activer" }).click();
    const kept = page.getByText("Vos codes de secours").locator("..").getByRole("listitem");
    await expect(kept).toHaveCount(10);
    const recovery = await kept.first().innerText();
    await audit(page, "compte-codes");
    await page.getByRole("button", { name: "C'est noté" }).click();
    await expect(page.getByText("La connexion demande un code")).toBeVisible();

    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await raccord.signIn();
    await expect(page.getByRole("heading", { name: "Second facteur" })).toBeVisible();
    await audit(page, "connexion-second-facteur");
    // The code that proved the application was used; the next one is accepted a little early.
    await page.getByLabel("Code de votre application").fill(code(secret, 1));
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expect(raccord.heading("Mon compte")).toBeVisible();

    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await raccord.signIn();
    await page.getByRole("button", { name: /utiliser un code de secours/ }).click();
    await page.getByLabel("Code de secours").fill(recovery);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expect(page.getByText("Il vous en reste 9.")).toBeVisible();
  });

  test("a passkey", async ({ raccord, page }) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    await raccord.makeFirstAccount();
    await page.getByRole("link", { name: "Mon compte" }).click();
    await page.getByLabel("Nom de la clé d'accès").fill("Ordinateur du bureau");
    await page.getByRole("button", { name: "Ajouter une clé d'accès" }).click();
    const factors = page.getByRole("region", { name: "Second facteur" });
    await factors.getByLabel("Mot de passe actuel").fill(password);
    await factors.getByRole("button", { name: "Ajouter une clé d'accès" }).click();
    await expect(page.getByText("Vos codes de secours")).toBeVisible();
    await page.getByRole("button", { name: "C'est noté" }).click();
    await expect(page.getByText("Jamais utilisée.")).toBeVisible();
    await audit(page, "compte-cle");

    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await raccord.signIn();
    await page.getByRole("button", { name: "Utiliser une clé d'accès" }).click();
    await expect(raccord.heading("Mon compte")).toBeVisible();
    await expect(page.getByText(/Dernière connexion le/)).toBeVisible();
  });

  test("a new password ends the sessions elsewhere", async ({ raccord, page, browser, server }) => {
    await raccord.makeFirstAccount();
    const elsewhere = await (await browser.newContext()).newPage();
    await elsewhere.goto(`${server.url}/connexion`);
    await elsewhere.getByLabel("Nom du compte").fill("Camille Admin");
    await elsewhere.getByLabel("Mot de passe").fill(password);
    await elsewhere.getByRole("button", { name: "Se connecter" }).click();
    await expect(elsewhere.getByRole("heading", { name: "Établissements", level: 1 })).toBeVisible();

    await page.getByRole("link", { name: "Mon compte" }).click();
    const sessions = page.getByRole("region", { name: "Sessions ouvertes" });
    await expect(sessions.getByRole("button", { name: /^Terminer la session/ })).toHaveCount(1);
    await audit(page, "compte-sessions");
    const form = page.getByRole("region", { name: "Changer de mot de passe" });
    await form.getByLabel("Mot de passe actuel").fill(password);
    await form.getByLabel(/^Mot de passe \*/).fill("une tout autre phrase");
    await form.getByLabel(/^Mot de passe, une seconde fois/).fill("une tout autre phrase");
    await form.getByRole("button", { name: "Changer le mot de passe" }).click();
    await expect(page.getByText("Votre mot de passe est changé.")).toBeVisible();
    await elsewhere.reload();
    await expect(elsewhere.getByRole("heading", { name: "Connexion", level: 1 })).toBeVisible();
  });
});

test.describe("a second factor is demanded", () => {
  test.use({ settings: { secondFactor: "required" } });

  test("nothing else is open before there is one", async ({ raccord, page, server }) => {
    await page.goto(server.setupLink);
    await page.getByLabel("Nom du compte").fill("Camille Admin");
    await page.getByLabel(/^Mot de passe \*/).fill(password);
    await page.getByLabel(/^Mot de passe, une seconde fois/).fill(password);
    await page.getByRole("button", { name: "Créer le compte" }).click();
    await expect(raccord.heading("Mon compte")).toBeVisible();
    await expect(page.getByText("Ce serveur exige un second facteur.")).toBeVisible();
    await page.getByRole("link", { name: "Établissements" }).first().click();
    await expect(raccord.heading("Mon compte")).toBeVisible();
    await audit(page, "second-facteur-exige");

    const factors = page.getByRole("region", { name: "Second facteur" });
    await page.getByRole("button", { name: "Ajouter une application" }).click();
    await factors.getByLabel("Mot de passe actuel").fill(password);
    await factors.getByRole("button", { name: "Ajouter une application" }).click();
    const secret = await page.locator("code.secret").innerText();
    await page.getByLabel("Code affiché par l'application").fill(code(secret));
    await page.getByRole("button", { name: "Activer" }).click();
    await page.getByRole("button", { name: "C'est noté" }).click();
    await page.getByRole("link", { name: "Établissements" }).first().click();
    await expect(raccord.heading("Établissements")).toBeVisible();
  });
});
