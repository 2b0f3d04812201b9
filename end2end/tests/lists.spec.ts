import { audit, expect, test } from "../fixtures/journey";
import { accounts, csv } from "../fixtures/school";

const pupils = `Nom\tPrénom\tNé(e) le\tClasse\tId. PRONOTE-ENT\tId. CAS
FICTIF-DUPONT\tZoé\t09/05/2013\t6A\tB4C5D7E8F9H2J3KM\t
SANSCOMPTE\tÉmile\t30/11/2012\t5B\tE8F9H2J3KMN4P5Q7\tTAA99999
`;

test("lists of PRONOTE, one pasted and one as a file, and the portal's accounts in two files", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();

  // A pasted list does not say who it lists: that is asked.
  await page.getByText("Coller une liste").click();
  await page.getByRole("button", { name: "Lire la liste collée" }).click();
  await expect(page.getByText("Collez d'abord une liste.")).toBeVisible();
  await page.getByLabel("Liste copiée dans PRONOTE ou dans l'ENT").fill(pupils);
  await page.getByRole("button", { name: "Lire la liste collée" }).click();
  const waiting = page.getByRole("region", { name: "Fichiers en attente de votre réponse" });
  await expect(waiting).toContainText("Liste collée 1");
  await expect(waiting).toContainText("la catégorie de ces personnes");
  await expect(page.getByLabel("Liste copiée dans PRONOTE ou dans l'ENT")).toHaveValue("");
  await audit(page, "liste-collee", waiting);
  await waiting.getByLabel("Catégorie de ces personnes").selectOption("Élèves");
  await waiting.getByRole("button", { name: "Lire ce fichier" }).click();
  await expect(waiting).toHaveCount(0);
  const list = page.getByRole("article").filter({ hasText: "Liste collée 1" });
  await expect(list).toContainText("2 comptes");
  await expect(list).toContainText("1 compte a déjà un identifiant CAS dans PRONOTE");

  // The name of a file says it.
  await raccord.give({
    name: "Liste des enseignants.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("\uFEFFProfesseur;Identifiant PRONOTE\r\nEXEMPLARD Marie-Jeanne;A2B3C4D5E7F8H9JK\r\n", "utf16le"),
  });
  await expect(page.getByRole("article").filter({ hasText: "Liste des enseignants.txt" })).toContainText("Enseignants : 1");

  const [head, ...lines] = accounts().buffer.toString().trimEnd().split("\n");
  await raccord.give(csv("enseignants.csv", `${head}\n${lines.slice(0, 2).join("\n")}\n`));
  await raccord.give(csv("familles.csv", `${head}\n${lines.slice(2).join("\n")}\n`));
  await expect(page.getByRole("article")).toHaveCount(4);
  await raccord.link("Complet");
  await expect(page.getByRole("navigation", { name: "Étapes de l'import" })).toBeVisible();
});

test("a table without known headers is explained once, with its first lines in sight", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(csv("annuaire.csv", "TAA10002,FICTIF-DUPONT,Zoé,s3cret,Elève\nTAA10001,FICTIF,Anne-Marie,s3cret,Parent\n"));
  const waiting = page.getByRole("region", { name: "Fichiers en attente de votre réponse" });
  await expect(waiting).toContainText("FICTIF-DUPONT");
  await expect(waiting.getByRole("button", { name: "Lire ce fichier" })).toBeDisabled();
  await waiting.getByLabel("des comptes de l'ENT").check();
  for (const [column, holds] of ["Identifiant ENT", "Nom", "Prénom", "Mot de passe (jamais lu)", "Profil ou catégorie"].entries()) {
    await waiting.getByLabel(`Colonne ${column + 1}`).selectOption(holds);
  }
  await expect(waiting.getByText("Il manque encore")).toHaveCount(0);
  await expect(waiting.getByText("s3cret")).toHaveCount(0);
  await audit(page, "colonnes", waiting);
  await waiting.getByRole("button", { name: "Lire ce fichier" }).click();
  await expect(page.getByRole("article")).toContainText("2 comptes");
  await expect(page.getByRole("article")).toContainText("Responsables : 1");

  // A directory that lacks its identifiers says which column is missing.
  await raccord.give(csv("classes.csv", "Nom;Prénom;Classe\nFICTIF;Zoé;6A\n"));
  await expect(waiting).toContainText("la colonne « Identifiant ENT » ou « Login »");
  await waiting.getByRole("button", { name: "Retirer classes.csv" }).click();
  await expect(waiting).toHaveCount(0);
});
