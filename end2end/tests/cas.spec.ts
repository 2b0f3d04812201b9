import { readFile } from "node:fs/promises";
import { audit, expect, type Raccord, test } from "../fixtures/journey";
import { csv, xml } from "../fixtures/school";

/** What a CAS server is answered about a user. */
async function asked(raccord: Raccord, secret: string, user: string): Promise<{ status: number; body: unknown }> {
  const headers = { Authorization: `Bearer ${secret}` };
  const answer = await fetch(`${raccord.server.url}/cas/v1/attributes?username=${user}`, { headers });
  const body = answer.ok ? await answer.json() : await answer.text();
  return { status: answer.status, body };
}

/** A pupil and her account, confirmed. */
async function confirmZoe(raccord: Raccord, login = "zoe.fictif"): Promise<void> {
  await raccord.openImport();
  await raccord.give(
    xml("IdPN_To_KOSMOS.xml", '<R UAI="0990001N"><Eleves><Eleve Nom="FICTIF" Prenom="Zoé" DateNaissance="2013-07-23" IDPN="B4C5D7E8F9H2J3KM" IDCAS="ANCIEN"/></Eleves></R>'),
    csv("comptes.csv", `Nom;Prénom;Profil;Login;Identifiant ENT;Date de naissance\nFICTIF;Zoé;Elève;${login};TAA10001;23/07/2013\n`),
  );
  await raccord.page.getByLabel("Mode d'import").selectOption("Partiel");
  const alright = raccord.page.getByLabel(/J'ai vérifié/);
  await expect(raccord.page.getByRole("region", { name: "Vérifications avant le rapprochement" })).toBeVisible();
  if (await alright.isVisible()) await alright.check();
  await raccord.link("Partiel");
  await raccord.openStep("Élèves");
  await raccord.validate();
}

test("a CAS server is let in, asks, gets another secret, and is shut out", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await confirmZoe(raccord);
  await page.getByRole("link", { name: "Serveurs CAS" }).click();
  await expect(page.getByText("idPronote n'est encore envoyé à personne")).toBeVisible();
  const add = page.getByRole("region", { name: "Autoriser un serveur CAS" });
  await add.getByLabel("Nom").fill("CAS de l'académie");
  await add.getByLabel("Adresses autorisées").fill("pas une adresse");
  await add.getByRole("button", { name: "Autoriser ce serveur" }).click();
  await expect(add.getByRole("alert")).toContainText("192.0.2.0/24");
  await add.getByLabel("Adresses autorisées").fill("127.0.0.0/8\n::1");
  await add.getByLabel("Tous les établissements").uncheck();
  await add.getByLabel(/Collège des Essais/).check();
  await add.getByLabel("Adresse de rafraîchissement").fill("http://127.0.0.1:9/refreshsessions");
  await add.getByRole("button", { name: "Autoriser ce serveur" }).click();
  const first = await page.getByLabel("Secret", { exact: true }).inputValue();
  const number = await page.getByLabel("Identifiant", { exact: true }).inputValue();
  await audit(page, "cas-secret");
  const known = { idPronote: ["B4C5D7E8F9H2J3KM"], idPronote_0990001N: ["B4C5D7E8F9H2J3KM"] };
  expect(await asked(raccord, first, "taa10001")).toEqual({ status: 200, body: known });
  expect(await asked(raccord, first, "personne")).toEqual({ status: 200, body: {} });

  await page.getByRole("button", { name: /C'est fait/ }).click();
  await expect(page.getByLabel("Secret", { exact: true })).toHaveCount(0);
  await page.reload();
  const row = page.getByRole("listitem").filter({ hasText: "CAS de l'académie" }).first();
  await expect(row).toContainText("Seulement 0990001N. Depuis 127.0.0.0/8");
  await expect(row).toContainText("dernier usage le");
  await expect(row).toContainText(number);
  await row.getByRole("button", { name: "Faire un second secret" }).click();
  const second = await page.getByLabel("Secret", { exact: true }).inputValue();
  await page.getByRole("button", { name: /C'est fait/ }).click();
  await expect(row.getByRole("button", { name: "Faire un second secret" })).toHaveCount(0);
  await audit(page, "cas-serveurs");
  await row.getByRole("button", { name: /^Supprimer le secret/ }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Supprimer" }).click();
  await expect(row.getByRole("button", { name: /^Supprimer le secret/ })).toHaveCount(1);
  expect((await asked(raccord, first, "TAA10001")).status).toBe(401);
  expect((await asked(raccord, second, "TAA10001")).body).toEqual(known);

  await row.getByRole("button", { name: "Modifier CAS de l'académie" }).click();
  await row.getByLabel("Adresses autorisées").fill("192.0.2.7");
  await row.getByRole("button", { name: "Enregistrer" }).click();
  await expect(row).toContainText("Depuis 192.0.2.7/32.");
  expect((await asked(raccord, second, "TAA10001")).status).toBe(403);
  await row.getByRole("button", { name: "Retirer" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Retirer" }).click();
  await expect(page.getByText("Aucun serveur CAS n'est autorisé")).toBeVisible();
  expect((await asked(raccord, second, "TAA10001")).status).toBe(401);
  await page.getByRole("link", { name: "Journal" }).click();
  await expect(page.getByText("Serveur CAS retiré")).toBeVisible();
});

test("the configuration of the portal's CAS, and files where it cannot ask", async ({ raccord, page }) => {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await confirmZoe(raccord, "canari.login");
  await page.getByRole("link", { name: "Collège des Essais" }).first().click();
  await expect(page.getByText("1 compte avec un identifiant CAS inconnu de l'ENT")).toBeVisible();
  await page.getByRole("link", { name: "Configuration du CAS" }).click();
  await expect(raccord.heading("Configuration du CAS")).toBeVisible();
  const file = page.getByRole("article", { name: "lemonldap-pronote-0990001N.json" });
  await expect(file).toContainText("https://0990001n.index-education.net/pronote/");
  await expect(file).toContainText(`http://IDENTIFIANT_DU_SERVEUR_CAS:SECRET@${new URL(raccord.server.url).host}/cas/v1/llng/userdb`);
  await page.getByLabel("Adresse de PRONOTE").fill("https://notes.exemple.fr/pronote/eleve.html");
  await page.getByLabel("Adresse de PRONOTE").press("Enter");
  await expect(file).toContainText(`"https://notes.exemple.fr/pronote/ ${raccord.server.url}/acces/0990001N/"`);
  await audit(page, "cas-configuration");
  const saved = page.waitForEvent("download");
  await file.getByRole("button", { name: /^Télécharger/ }).click();
  expect(JSON.parse(await readFile(await (await saved).path(), "utf8"))).toHaveProperty("combination", "[Ent, Ent and Pronote] or [Ent, Ent]");
  for (const server of ["Apereo CAS", "django-cas-server", "Keycloak (protocole CAS)", "EoleSSO"]) {
    await page.getByLabel("Serveur CAS du portail").selectOption(server);
    await expect(page.getByRole("article", { name: "LISEZ-MOI.txt" })).toContainText(server.split(" ")[0]!);
  }
  await page.getByLabel("Serveur CAS du portail").selectOption("LemonLDAP::NG (par PostgreSQL)");
  await expect(page.getByText("elles sont dans SQLite")).toBeVisible();

  const plain = page.getByRole("region", { name: "Fichiers pour un portail qui a son propre CAS" });
  await expect(plain).toContainText("1 identifiant enregistré.");
  await plain.getByLabel("Branche de l'annuaire LDAP").fill("ou=eleves,dc=exemple,dc=fr");
  const expected = {
    CSV: "TAA10001;canari.login;B4C5D7E8F9H2J3KM",
    JSON: '"login": "canari.login"',
    LDIF: "dn: uid=canari.login,ou=eleves,dc=exemple,dc=fr\nchangetype: modify\nreplace: idPronote\nidPronote: B4C5D7E8F9H2J3KM",
  };
  for (const [kind, text] of Object.entries(expected)) {
    const download = page.waitForEvent("download");
    await plain.getByRole("button", { name: `Télécharger en ${kind}` }).click();
    expect(await readFile(await (await download).path(), "utf8")).toContain(text);
  }
  expect(sent.join("\n"), "the login stays in the browser").not.toContain("canari");
});
