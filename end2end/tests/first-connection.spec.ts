import { audit, expect, type Raccord, test } from "../fixtures/journey";
import { openPortal } from "../fixtures/portal";
import { csv, xml } from "../fixtures/school";

/** Sets the establishment up through its own screens, with a pupil who is linked. */
async function setUp(raccord: Raccord, cas: string, pronote: string): Promise<void> {
  const { page } = raccord;
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(
    xml("IdPN_To_KOSMOS.xml", '<R UAI="0990001N"><Eleves><Eleve Nom="FICTIF" Prenom="Zoé" DateNaissance="2013-07-23" IDPN="B4C5D7E8F9H2J3KM"/></Eleves></R>'),
    csv("comptes.csv", "Nom;Prénom;Profil;Login;Identifiant ENT;Date de naissance\nFICTIF;Zoé;Elève;zoe;TAA10001;23/07/2013\n"),
  );
  await raccord.link("Partiel");
  await raccord.openStep("Élèves");
  await raccord.validate();
  await page.goto(`${raccord.server.url}/e/0990001N/services`);
  await page.getByLabel("URL du serveur CAS").fill(cas);
  await page.getByLabel("Contact des administrateurs").fill("ent@college.exemple.fr");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C'est enregistré.")).toBeVisible();
  await page.getByRole("link", { name: "Nouveau service" }).click();
  await page.getByLabel(/^URL \*/).fill(pronote);
  await page.getByRole("button", { name: "Ajouter les cinq profils habituels" }).click();
  await page.getByRole("button", { name: "Valider" }).click();
  await expect(page.getByRole("row", { name: /PRONOTECAS/ })).toBeVisible();
}

test("a portal user meets the page once, on a phone without JavaScript", async ({ raccord, browser, page }) => {
  let user = "taa10001";
  const { server, url } = await openPortal(() => user);
  const pronote = `${url}/pronote/`;
  await setUp(raccord, url, pronote);
  await page.goto("about:blank");
  const phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const visitor = await phone.newPage();
  const bytes: number[] = [];
  visitor.on("response", async (response) => {
    if (response.url().startsWith(raccord.server.url)) bytes.push((await response.body().catch(() => Buffer.alloc(0))).length);
  });
  await visitor.goto(`${raccord.server.url}/acces/0990001N`);
  await expect(visitor.getByRole("heading", { name: "Service Pronote avec CAS" })).toBeVisible();
  await expect(visitor.getByText("Compte du portail : taa10001")).toBeVisible();
  await expect(visitor.getByRole("link", { name: "Contacter les administrateurs de votre ENT" })).toHaveAttribute("href", "mailto:ent@college.exemple.fr");
  expect(bytes.reduce((sum, size) => sum + size, 0), "bytes").toBeLessThan(50_000);
  await visitor.screenshot({ path: "results/pictures/premiere-connexion-390.png" });
  await visitor.getByLabel(/^J'ai pris connaissance de ces informations/).check();
  await visitor.getByRole("button", { name: "Accéder à Pronote.net" }).click();
  await visitor.waitForURL(pronote);
  await visitor.goto(`${raccord.server.url}/acces/0990001N`);
  expect(visitor.url(), "straight through").toBe(pronote);

  user = "INCONNU";
  await phone.clearCookies();
  await visitor.goto(`${raccord.server.url}/acces/0990001N`);
  await expect(visitor.getByRole("heading", { name: "Votre compte n'est pas encore relié à Pronote" })).toBeVisible();
  await visitor.screenshot({ path: "results/pictures/premiere-connexion-non-relie-390.png" });
  await phone.close();

  // The same page for the accessibility audit, which needs scripts.
  user = "TAA10001";
  await page.goto(`${raccord.server.url}/acces/0990001N`);
  expect(page.url(), "the account is remembered, not the browser").toBe(pronote);
  user = "INCONNU";
  await page.context().clearCookies();
  await page.goto(`${raccord.server.url}/acces/0990001N`);
  await audit(page, "premiere-connexion-non-relie");
  server.close();
});
