import { audit, expect, test } from "../fixtures/journey";
import { accounts, csv, identifiers, xml } from "../fixtures/school";

test("one's own files, then the same import a second time", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(accounts(), identifiers());
  await expect(page.getByText("5 comptes", { exact: true })).toBeVisible();
  await expect(page.getByText("1 compte a déjà un identifiant CAS dans PRONOTE")).toBeVisible();
  await audit(page, "import-fichiers");
  await raccord.link("Complet");

  // So few accounts are no statistics: what no birth date proves is proposed only.
  await expect(raccord.recognised()).toContainText("EXEMPLARD MARIE-JEANNE");
  await raccord.browse("D'ESSAI Loïc");
  await page.getByRole("button", { name: "Accepter D'ESSAI L." }).click();
  await expect(page.getByText("Toute la liste est parcourue.")).toBeVisible();
  await raccord.validate();
  await expect(page.getByText(/Étape validée\s: 2 ajoutés\./)).toBeVisible();
  await page.getByRole("link", { name: "Revenir aux listes" }).click();
  await expect(raccord.recognised()).toContainText("D'ESSAI L. (TAB12345)");

  // Again, from the beginning: what is stored is recognised at once and changes nothing.
  page.on("dialog", (dialog) => dialog.accept());
  await raccord.openImport();
  await raccord.give(identifiers(), accounts());
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await raccord.openStep("Enseignants");
  await expect(raccord.recognised().getByText("Déjà enregistré")).toHaveCount(2);
  await raccord.validate();
  await expect(page.getByText(/Étape validée\s: 2 inchangés\./)).toBeVisible();
});

test("a complete import removes who is no longer there, after showing them", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(accounts(), identifiers());
  await raccord.link("Complet");
  await raccord.browse("D'ESSAI Loïc");
  await page.getByRole("button", { name: "Accepter D'ESSAI L." }).click();
  await raccord.validate();
  await page.getByRole("button", { name: "Quitter l'import" }).click();
  await expect(page.getByRole("dialog")).toContainText("Étapes validées, qui restent enregistrées : Enseignants.");
  await page.getByRole("dialog").getByRole("button", { name: "Quitter" }).click();
  await expect(raccord.heading("Bilan d'import")).toBeVisible();

  const later = identifiers();
  later.buffer = Buffer.from(later.buffer.toString().replace(/<Professeur Ident="2".*/, ""));
  await raccord.openImport();
  await raccord.give(later, accounts());
  await raccord.link("Complet");
  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await expect(page.getByText("Couples enregistrés qui disparaissent (1)")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "TAB12345" })).toContainText("D'ESSAI L.");
  await audit(page, "envoi-retraits");
  await raccord.typeTheNumber();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByText(/Étape validée\s: 1 inchangé, 1 retiré\./)).toBeVisible();
});

test("a timetable export and a directory of the form with 13 fields", async ({ raccord, page }) => {
  const timetable = xml(
    "EDT_To_KOSMOS_0990001N.xml",
    `<ExportEmploiDuTemps xmlns="http://www.index-education.com/exportemploidutemps" Version="1.1" UAI="0990001N">
  <Professeurs><Professeur Ident="2" Nom="EXEMPLARD" Prenom="MARIE-JEANNE" IDPN="A2B3C4D5E7F8H9JK"/></Professeurs>
  <Classes><Classe Ident="7" Nom="6A"/></Classes>
  <Eleves>
    <Eleve Ident="101" Nom="FICTIF-DUPONT" Prenom="Zoé" DateNaissance="2013-05-09" IDPN="B4C5D7E8F9H2J3KM">
      <Responsable Ident="14001" RespLegal="1" Nom="FICTIF" Prenom="ANNE MARIE" IDPN="C5D7E8F9H2J3KMN4"/>
      <Classe Ident="7" DateEntree="2026-09-01" DateSortie="2027-08-31"/>
    </Eleve>
  </Eleves>
</ExportEmploiDuTemps>`,
  );
  const directory = csv(
    "ENT-Identifiants.csv",
    `rne;uid;classe;profil;prenom;nom;login;mot de passe;cle de jointure;uid pere;uid mere;uid tuteur1;uid tuteur2
0990001N;TAA10002;6A;National_1;Zoé;FICTIF-DUPONT;zoe.fd;s3cret;500001;;TAA10001;;
0990001N;TAA10001;;National_2;Anne-Marie;FICTIF;am.fictif;s3cret;700001;;;;
`,
  );
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(timetable, directory);
  await expect(page.getByRole("heading", { name: "Export de l'emploi du temps (EDT)" })).toBeVisible();
  await expect(page.getByText("version 1.1")).toBeVisible();
  await raccord.link("Partiel");
  await raccord.openStep("Responsables");
  await expect(raccord.waiting()).toContainText("FICTIF ANNE MARIE");
  await expect(raccord.waiting()).toContainText("FICTIF-DUPONT Zoé");
});

test("files that are given while another is read wait for their turn", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  // The engine comes late, so that all is given before anything is read.
  let come = () => {};
  const late = new Promise<void>((resolve) => (come = resolve));
  await page.route("**/engine_bg.wasm", async (route) => {
    await late;
    await route.continue();
  });
  await raccord.openImport();
  await page.getByLabel("Fichier des identifiants").setInputFiles(identifiers());
  await expect(page.getByText(`Lecture de ${identifiers().name}`)).toBeVisible();
  await page.getByLabel("Comptes de l'ENT").setInputFiles(accounts());
  await expect(page.getByText("1 fichier attend")).toBeVisible();
  await expect(page.getByRole("button", { name: "Importer", exact: true })).toBeDisabled();
  come();
  await expect(page.getByText("2 fichiers lus")).toBeAttached();
  await raccord.link("Complet");
});
