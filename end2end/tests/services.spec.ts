import { audit, expect, test } from "../fixtures/journey";

/** What the screen computes, by the name it has in the list of values to be copied. */
const HOSTED = "https://0990001n.index-education.net/pronote/";

test("the portal's service, its rights and its addresses", async ({ raccord, page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await page.getByRole("link", { name: "Collège des Essais" }).click();
  await page.getByRole("link", { name: "Liste des services" }).click();
  await expect(raccord.heading("Liste des services")).toBeVisible();

  const settings = page.getByRole("region", { name: "L'établissement et son portail" });
  await settings.getByLabel("URL du serveur CAS").fill("https://www.google.com/url?q=https%3A%2F%2FCAS.agora06.fr%2Flogin&sa=D");
  await expect(settings).toContainText("redirection d'un moteur de recherche");
  await expect(settings).toContainText("Sera enregistrée ainsi : https://cas.agora06.fr");
  await settings.getByLabel("URL du serveur CAS").fill("http://cas.exemple.fr");
  await expect(settings).toContainText("n'est pas en https");
  await settings.getByLabel("Projet ENT").selectOption("Mon ENT Occitanie");
  await expect(settings.getByLabel("URL du serveur CAS")).toHaveValue("https://cas.mon-ent-occitanie.fr");
  await settings.getByLabel("Contact des administrateurs").fill("ent@college");
  await settings.getByRole("button", { name: "Enregistrer" }).click();
  await expect(settings.getByRole("alert")).toContainText("Contact des administrateurs");
  await settings.getByLabel("Contact des administrateurs").fill("ent@college.exemple.fr");
  await settings.getByLabel("Version du serveur PRONOTE").fill("2020");
  await settings.getByRole("button", { name: "Enregistrer" }).click();
  await expect(settings.getByText("C'est enregistré.")).toBeVisible();
  await settings.getByLabel("Version du serveur PRONOTE").fill("2021");
  await settings.getByRole("button", { name: "Enregistrer" }).click();
  await expect(settings.getByText("La version de PRONOTE a changé.")).toBeVisible();
  await audit(page, "services-reglages");

  await page.getByRole("link", { name: "Nouveau service" }).click();
  await expect(raccord.heading("Nouveau service")).toBeVisible();
  await expect(page.getByLabel("Code", { exact: false }).first()).toHaveValue("PRONOTECAS");
  await expect(page.getByLabel("Regroupement")).toHaveValue("Scolarité");
  await expect(page.getByLabel("Type Xiti")).toHaveValue("0");
  const access = page.getByRole("region", { name: "Accès population" });
  await access.getByLabel("Profil").selectOption("Élève");
  await access.getByRole("button", { name: "Ajouter les accès" }).click();
  await expect(access).toContainText("Les parents n'ont pas accès.");
  await access.getByRole("button", { name: "Ajouter les cinq profils habituels" }).click();
  await expect(access).not.toContainText("Les parents n'ont pas accès.");
  await expect(access.getByRole("row")).toHaveCount(6);
  await access.getByLabel("Liste de groupes").check();
  await expect(access).toContainText("Raccord ne les enregistre pas");
  const technical = page.getByRole("region", { name: "Paramètres techniques" });
  const service = "https:%2F%2F0990001n.index-education.net%2Fpronote%2F";
  for (const [name, value] of [
    ["Accès direct, sans le portail", `${HOSTED}?login=true`],
    ["URL de PRONOTE pour le serveur CAS", `${HOSTED}**`],
    ["URL d'authentification", `https://cas.mon-ent-occitanie.fr/login?service=${service}`],
    ["URL de validation", `https://cas.mon-ent-occitanie.fr/samlValidate?TARGET=${service}`],
    ["Fiche de l'application mobile", `${HOSTED}InfoMobileApp.json?id=0D264427-EEFC-4810-A9E9-346942A862A4`],
    ["Page de première connexion", `${raccord.server.url}/acces/0990001N`],
  ] as const) {
    await technical.getByRole("button", { name: `Copier ${name}` }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText()), name).toBe(value);
  }
  await page.getByLabel(/^URL \*/).fill("http://clg-mariecurie.ac-lyon.fr:81/Pronote/");
  await expect(technical).toContainText("http://clg-mariecurie.ac-lyon.fr:81/Pronote/?login=true");
  await page.getByLabel("Icône").setInputFiles({ name: "icone.png", mimeType: "image/png", buffer: Buffer.from("GIF89a") });
  await expect(page.getByText("n'est pas une image PNG")).toBeVisible();
  await page.getByLabel("Icône").setInputFiles({ name: "icone.png", mimeType: "image/png", buffer: png(30, 33) });
  await expect(page.getByText("Icône de 30x33 pixels.")).toBeVisible();
  await page.getByLabel(/^Ordre/).fill("neuf");
  await page.getByRole("button", { name: "Valider" }).click();
  await expect(page.getByRole("alert")).toContainText("Un nombre de 0 à 999,9");
  await page.getByLabel(/^Ordre/).fill("9,5");
  await audit(page, "service-formulaire");
  await page.getByRole("button", { name: "Valider" }).click();

  const row = page.getByRole("row", { name: /PRONOTECAS/ });
  await expect(row).toContainText("SSO Pronote avec CAS");
  await expect(row).toContainText("9,5");
  await page.getByRole("link", { name: "Nouveau service" }).click();
  await page.getByRole("button", { name: "Valider" }).click();
  await expect(page.getByRole("alert")).toContainText("porte déjà ce code");
  await page.getByRole("link", { name: "Liste des services" }).click();
  await row.getByRole("button", { name: "Supprimer PRONOTECAS" }).click();
  await expect(page.getByText("Aucun service n'est encore décrit.")).toBeVisible();
  await page.getByRole("button", { name: "Rétablir" }).click();
  await row.getByRole("link", { name: "Modifier PRONOTECAS" }).click();
  await expect(page.getByRole("region", { name: "Accès population" }).getByRole("row")).toHaveCount(6);
});

test("the guide by generation, and what was done by whom", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await page.goto(`${raccord.server.url}/e/0990001N/guide`);
  await expect(raccord.heading("Guide de mise en place")).toBeVisible();
  await expect(page.getByText("L'adresse du serveur CAS n'est pas encore connue")).toBeVisible();
  await page.getByRole("link", { name: "Modifier les réglages de l'établissement" }).click();
  await page.getByLabel("Projet ENT").selectOption("Agora06");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C'est enregistré.")).toBeVisible();
  await page.goBack();
  const delegation = page.getByRole("region", { name: "Partie 2 : PRONOTE délègue l'authentification" });
  await expect(delegation).toContainText("Confirmez-vous l'application de la configuration Agora06 ?");
  await expect(delegation).toContainText("coupe l'ancienne connexion");
  await expect(delegation.getByRole("heading", { name: "Arrêter la publication" })).toHaveCount(0);
  await delegation.getByLabel("Fait : Publier la base").check();
  await expect(delegation).toContainText("Camille Admin, le ");
  await expect(delegation).toContainText("1 sur 9");
  await delegation.getByLabel("Ne nous concerne pas : Certificat de la console").check();
  await expect(delegation).toContainText("2 sur 9");
  await page.reload();
  await expect(delegation.getByLabel("Fait : Publier la base")).toBeChecked();
  await expect(page.getByRole("region", { name: "Message aux utilisateurs" })).toContainText(`${HOSTED}?login=true`);
  await audit(page, "guide");

  await page.getByRole("link", { name: "Modifier les réglages de l'établissement" }).click();
  await page.getByLabel("Génération de PRONOTE").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C'est enregistré.")).toBeVisible();
  await page.goBack();
  await expect(delegation.getByRole("heading", { name: "Arrêter la publication" })).toBeVisible();
  await expect(delegation).toContainText("https://0990001n.index-education.net/pronote.net/cas/**");
  await expect(page.getByRole("region", { name: "Message aux utilisateurs" })).toContainText("http://0990001n.index-education.net/?login=true");
});

test("every question of the FAQ is answered from its message", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto(`${raccord.server.url}/e/0990001N/diagnostic`);
  await expect(raccord.heading("Diagnostic")).toBeVisible();
  const pasted = page.getByRole("region", { name: "Message ou liste" });
  for (const [message, answer] of [
    ["Dans le client, « Exporter les identifiants » est absent du menu", "faites d'abord la partie 2"],
    ["L'adresse directe ne marche plus", `elle est devenue ${HOSTED}?login=true`],
    ["90 responsables non reconnus", "anciens élèves"],
    ['Le serveur CAS doit être configuré pour renvoyer un attribut "idPronote". Or aucun attribut n\'a été renvoyé.', "champ racine"],
    ["Rentrée, même version", "décochée, puis importez le fichier en mode Complet"],
    ["La version est changée", "bloc Pronote"],
    ["Cet identifiant CAS est déjà associé", "deux comptes dans PRONOTE"],
    ["CANARI-TEXTE inconnu", "Raccord ne connaît pas ce message"],
  ] as const) {
    await pasted.getByLabel("Message ou liste").fill(message);
    await expect(pasted, message).toContainText(answer);
  }
  await pasted.getByLabel("Message ou liste").fill("A : ticket expiré\nB : ticket expiré\nC : bizarre");
  await expect(pasted).toContainText("2 ligne(s)");
  await page.getByLabel("Chercher dans les questions").fill("racine");
  await expect(page.getByRole("region", { name: "Questions fréquentes" }).getByRole("listitem")).toHaveCount(1);
  const simulate = page.getByRole("region", { name: "Simuler une connexion" });
  await simulate.getByLabel(/Identifiant PRONOTE/).fill("CANARI-ID");
  await simulate.getByRole("button", { name: "Simuler" }).click();
  await expect(simulate).toContainText('renvoyer un attribut "idPronote"');
  await audit(page, "diagnostic");
  expect(sent.join("\n"), "what is pasted stays in the browser").not.toContain("CANARI");
});

/** The beginning of an image of this size: what the check reads. */
function png(width: number, height: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", "latin1"), size, Buffer.alloc(9)]);
}
