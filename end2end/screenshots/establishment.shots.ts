import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Raccord } from "../fixtures/journey";
import { accounts, csv, identifiers, UAI } from "../fixtures/school";
import { timetable } from "../fixtures/timetable";
import { shoot, test, usual } from "./shoot";

const pupils = Array.from({ length: 20 }, (_, at) => {
  const number = String(at + 1).padStart(2, "0");
  return `ELEVE${number};Prénom${number};Elève;login.${number};TAB000${number};${at < 9 ? "6A" : "6B"};motpasse-${number}`;
});
const handout = csv("identifiants.csv", `Nom;Prénom;Profil;Login;Identifiant ENT;Classe;Mot de passe\n${pupils.join("\n")}\n`);

async function open(raccord: Raccord, path: string, title: string): Promise<void> {
  await raccord.page.goto(`${raccord.server.url}/e/${UAI}${path}`);
  await expect(raccord.heading(title)).toBeVisible();
}

test("an establishment that begins", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await open(raccord, "", "Identifiants Pronote");
  await shoot(page, "etat-vide", [...usual, 320]);
  await raccord.openImport();
  await shoot(page, "import-vide", [...usual, 320]);

  await open(raccord, "/services", "Liste des services");
  await page.getByLabel("Projet ENT").selectOption("Mon ENT Occitanie");
  await page.getByLabel("Version du serveur PRONOTE").fill("2026");
  await page.getByLabel("Contact des administrateurs").fill("ent@college.exemple.fr");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C'est enregistré.")).toBeVisible();
  await page.getByRole("link", { name: "Nouveau service" }).click();
  await expect(raccord.heading("Nouveau service")).toBeVisible();
  await page.getByRole("button", { name: "Ajouter les cinq profils habituels" }).click();
  await shoot(page, "nouveau-service");
  await page.getByRole("button", { name: "Valider" }).click();
  await expect(page.getByRole("row", { name: /PRONOTECAS/ })).toBeVisible();
  await shoot(page, "services");
  await page.getByRole("link", { name: "Modifier PRONOTECAS" }).click();
  await expect(page.getByRole("region", { name: "Accès population" }).getByRole("row")).toHaveCount(6);
  await shoot(page, "service");

  await open(raccord, "/guide", "Guide de mise en place");
  await expect(page.getByRole("region", { name: "Message aux utilisateurs" })).toBeVisible();
  await shoot(page, "guide");
  await open(raccord, "/diagnostic", "Diagnostic");
  await page.getByRole("region", { name: "Message ou liste" }).getByLabel("Message ou liste").fill("L'adresse directe ne marche plus\n90 responsables non reconnus");
  await shoot(page, "diagnostic");
  await open(raccord, "/configuration-cas", "Configuration du CAS");
  await expect(page.getByRole("article").first()).toBeVisible();
  await shoot(page, "configuration-cas");
});

test("the timetable and the accounts to hand out", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await open(raccord, "/emploi-du-temps", "Emploi du temps");
  await shoot(page, "emploi-du-temps-vide");
  await page.getByLabel("Export de l'emploi du temps").setInputFiles(timetable());
  await page.getByLabel("Semaine", { exact: true }).selectOption({ label: "Semaine 3, du 14/09/2026" });
  await page.getByLabel("Qui ou quoi").selectOption("6A");
  await expect(page.getByRole("heading", { name: "6A : semaine du 14/09/2026" })).toBeVisible();
  await shoot(page, "emploi-du-temps");

  await open(raccord, "/comptes", "Comptes à distribuer");
  await page.getByLabel("Fichier des identifiants de l'ENT").setInputFiles(handout);
  await expect(page.getByText("20 comptes affichés")).toBeVisible();
  await page.getByLabel("Lettres par page").selectOption("8");
  await page.getByRole("button", { name: "Préparer les lettres" }).click();
  await expect(page.getByText(/20 lettres prêtes/)).toBeVisible();
  await shoot(page, "comptes-a-distribuer");
});

test("the page of the first connection", async ({ raccord, page, server }) => {
  // A portal that knows one user and one that is not linked.
  let user = "TAA10002";
  const portal = createServer((request, response) => {
    const url = new URL(request.url!, "http://127.0.0.1");
    if (url.pathname === "/cas/login") response.writeHead(302, { location: `${url.searchParams.get("service")}?ticket=ST-1` });
    response.end(`<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess><cas:user>${user}</cas:user></cas:authenticationSuccess></cas:serviceResponse>`);
  });
  await new Promise<void>((listening) => portal.listen(0, "127.0.0.1", listening));
  const cas = `http://127.0.0.1:${(portal.address() as AddressInfo).port}/cas`;
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(identifiers(), accounts());
  await raccord.link("Partiel");
  await raccord.openStep("Élèves");
  await raccord.validate();
  await open(raccord, "/services", "Liste des services");
  await page.getByLabel("URL du serveur CAS").fill(cas);
  await page.getByLabel("Contact des administrateurs").fill("ent@college.exemple.fr");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C'est enregistré.")).toBeVisible();
  await page.getByRole("link", { name: "Nouveau service" }).click();
  await page.getByLabel(/^URL \*/).fill(`${cas}/pronote/`);
  await page.getByRole("button", { name: "Ajouter les cinq profils habituels" }).click();
  await page.getByRole("button", { name: "Valider" }).click();
  await expect(page.getByRole("row", { name: /PRONOTECAS/ })).toBeVisible();
  await open(raccord, "", "Identifiants Pronote");
  await shoot(page, "etat-en-cours", [...usual, 320]);
  await page.goto(`${server.url}/acces/${UAI}`);
  await expect(page.getByRole("heading", { name: "Service Pronote avec CAS" })).toBeVisible();
  await shoot(page, "premiere-connexion", [...usual, 320]);
  user = "INCONNU";
  await page.context().clearCookies();
  await page.goto(`${server.url}/acces/${UAI}`);
  await expect(page.getByRole("heading", { name: "Votre compte n'est pas encore relié à Pronote" })).toBeVisible();
  await shoot(page, "premiere-connexion-non-relie");
  portal.close();
});
