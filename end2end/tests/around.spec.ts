import { readFile } from "node:fs/promises";
import { audit, expect, test } from "../fixtures/journey";
import { csv, xml } from "../fixtures/school";

test("privacy can be checked: the page's own log, and an engine that can send nothing", async ({ raccord, page }) => {
  await page.goto(`${raccord.server.url}/confidentialite`);
  await expect(raccord.heading("Confidentialité")).toBeVisible();
  const log = page.getByRole("region", { name: "Ce que cette page a envoyé" });
  await expect(log).toContainText("Aucun fichier n'a été envoyé");
  const attempts: string[] = [];
  page.on("request", (request) => attempts.push(request.url()));
  await page.getByRole("button", { name: "Demander au moteur d'envoyer quelque chose" }).click();
  await expect(page.getByText("Le navigateur a refusé : le moteur ne peut rien envoyer.")).toBeVisible();
  expect(attempts.filter((url) => url.endsWith("/healthz"))).toEqual([]);
  await audit(page, "confidentialite");
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await page.getByRole("link", { name: "Confidentialité" }).click();
  const row = log.getByRole("row", { name: /POST \/api\/establishments/ });
  await expect(row).toContainText("cas_key, name, uai");
  const sheet = page.getByRole("region", { name: "Fiche de traitement" });
  await sheet.getByLabel("Établissement").selectOption("Collège des Essais (0990001N)");
  await expect(sheet).toContainText("Le chef d'établissement de Collège des Essais (0990001N).");
});

test("help is searched, and the accessibility statement says how things stand", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await page.getByRole("link", { name: "Aide" }).click();
  await expect(raccord.heading("Aide")).toBeVisible();
  await expect(page.getByRole("link", { name: "Guide de mise en place : Collège des Essais" })).toBeVisible();
  await audit(page, "aide");
  await page.getByLabel("Chercher dans l'aide").fill("SUPERVISEUR");
  await expect(page.getByText("Le superviseur de PRONOTE")).toBeVisible();
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(0);
  await page.getByLabel("Chercher dans l'aide").fill("xyzzy");
  await expect(page.getByText("Rien ne contient ces mots.")).toBeVisible();
  await page.goto(`${raccord.server.url}/e/0990001N/import`);
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Aide sur cet écran (nouvel onglet)" }).click();
  const help = await opened;
  const about = help.getByRole("region", { name: "À propos de l'écran d'où vous venez" });
  await expect(about.getByRole("term").filter({ hasText: "Complet" })).toBeVisible();
  await expect(about.getByRole("heading", { level: 3 }).first()).toBeVisible();
  await audit(help, "aide-import");
  await help.close();
  await page.getByRole("link", { name: "Accessibilité : partiellement conforme" }).click();
  await expect(raccord.heading("Déclaration d'accessibilité")).toBeVisible();
});

test("the site map leads to every page", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await page.getByRole("link", { name: "Plan du site" }).click();
  await expect(raccord.heading("Plan du site")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Collège des Essais (0990001N)" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Guide de mise en place" }).click();
  // The address holds the UAI alone; the path tells the name.
  await expect(page.getByRole("navigation", { name: "Vous êtes ici" })).toContainText("Collège des Essais (0990001N)");
});

test("the status says how the establishment stands over the year", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  const status = `${raccord.server.url}/e/0990001N`;
  const state = page.getByRole("region", { name: /^Où en est l'établissement/ });
  await page.goto(status);
  await expect(state).toContainText("à faire");
  await raccord.openImport();
  await raccord.give(
    xml("IdPN_To_KOSMOS.xml", '<R UAI="0990001N"><Eleves><Eleve Nom="FICTIF" Prenom="Zoé" DateNaissance="2013-07-23" IDPN="B4C5D7E8F9H2J3KM"/></Eleves></R>'),
    csv("comptes.csv", "Nom;Prénom;Profil;Login;Identifiant ENT;Date de naissance\nFICTIF;Zoé;Elève;zoe;TAA10001;23/07/2013\n"),
  );
  await raccord.link("Partiel");
  await raccord.openStep("Élèves");
  await raccord.validate();
  await page.goto(status);
  await expect(state).toContainText("en cours");
  await expect(page.getByRole("img", { name: "100 % reconnus" })).toBeVisible();
  await page.getByRole("link", { name: "Liste des services" }).click();
  const longAgo = new Date(Date.now() - 40 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await page.getByLabel("Date de la rentrée").fill(longAgo);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C'est enregistré.")).toBeVisible();
  await page.goto(status);
  await expect(state).toContainText("en retard");
  await audit(page, "etat-en-retard");

  await page.getByRole("link", { name: "Guide de mise en place" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Télécharger le calendrier (.ics)" }).click();
  const calendar = await readFile(await (await saved).path(), "utf8");
  expect(calendar).toContain(`DTSTART;VALUE=DATE:${longAgo.replaceAll("-", "")}\r\n`);
  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(12);
});

test("the PRONOTE block is shown from its feed, which stays in the browser", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto(`${raccord.server.url}/e/0990001N/nouveau-service`);
  const block = page.getByRole("region", { name: "Bloc Pronote" });
  await block.getByLabel("Fichier accueilENT (XML)").setInputFiles(
    xml("accueil.xml", '<Parent version="1.03"><Eleve><Nom>CANARI</Nom><Prenom>Zoé</Prenom><PageReleveDeNotes><Devoir><Note>14,5</Note><Bareme>20</Bareme><Matiere>MATHS</Matiere><Date>12/11</Date></Devoir></PageReleveDeNotes><PageAbsences><Absence><Date>13/11</Date><Motif>Maladie</Motif></Absence></PageAbsences></Eleve></Parent>'),
  );
  await expect(block.getByRole("article")).toContainText("CANARI Zoé");
  await expect(block.getByRole("article")).toContainText("MATHS 14,5 / 20");
  await expect(block.getByRole("article")).toContainText("Absence 13/11, Maladie");
  await block.getByLabel("Fichier accueilENT (XML)").setInputFiles(xml("autre.xml", "<a/>"));
  await expect(block.getByText("ne contient aucun élève")).toBeVisible();
  await block.getByRole("button", { name: "Remplir selon la génération" }).click();
  expect(sent.join("\n")).not.toContain("CANARI");
});
