import { readFile } from "node:fs/promises";
import { audit, expect, test } from "../fixtures/journey";
import { accounts, csv, type Given, identifiers, xml } from "../fixtures/school";

const NAMES = "ALBARET BOISSEAU CHAMBRY DELORME ESTIENNE FAUVEL GRANIER HUMBERT ISNARD JOURDAN KERVELLA LACROIX MONTAGNE NOGARET OLIVIER PELLETIER QUENTIN ROUVIERE SAVIGNY TREMBLAY URBAIN VALETTE WEBER YVON".split(" ");

/** The first teachers of an invented school, on both sides. */
function teachers(count: number): [Given, Given] {
  const some = NAMES.slice(0, count);
  const id = (at: number) => Array.from({ length: 16 }, (_, n) => "23456789ABCDEFHJKMNPQRSTUVWXYZ"[(at + n) % 30]).join("");
  const date = (at: number) => [1970 + at, String(1 + (at % 12)).padStart(2, "0"), String(2 + at).padStart(2, "0")] as const;
  const people = some.map((name, at) => `<Professeur Nom="${name}" Prenom="Dominique" DateNaissance="${date(at).join("-")}" IDPN="${id(at)}"/>`);
  const lines = NAMES.map((name, at) => `${name};Dominique;Professeur;TAA${1000 + at};${[...date(at)].reverse().join("/")}`);
  return [
    xml("IdPN_To_KOSMOS.xml", `<R UAI="0990001N"><Professeurs>${people.join("\n")}</Professeurs></R>`),
    csv("comptes.csv", `Nom;Prénom;Profil;Identifiant ENT;Date de naissance\n${lines.join("\n")}\n`),
  ];
}

test("a partial export chosen as complete is held back until somebody says so", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(...teachers(24));
  await page.getByLabel("Mode d'import").selectOption("Complet");
  await expect(page.getByText("Ces fichiers ne contiennent que des enseignants.")).toBeVisible();
  await raccord.link("Complet");
  await raccord.validate();
  await expect(page.getByText(/24 ajoutés/)).toBeVisible();

  await page.getByRole("button", { name: "Terminer l'import et lire le bilan" }).click();
  await expect(raccord.heading("Bilan d'import")).toBeVisible();
  await raccord.openImport();
  await raccord.give(...teachers(5));
  await page.getByLabel("Mode d'import").selectOption("Complet");
  const checks = page.getByRole("region", { name: "Vérifications avant le rapprochement" });
  await expect(checks).toContainText("Enseignants : 5 dans les fichiers, 24 enregistrés. Cet export paraît partiel.");
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Lisez les vérifications ci-dessous");
  await audit(page, "verifications", checks);

  // Back: the other mode. On: a word of the person.
  await checks.getByRole("button", { name: "Passer en mode Partiel" }).click();
  await expect(page.getByLabel("Mode d'import")).toHaveValue("partiel");
  await expect(checks.getByText("paraît partiel")).toHaveCount(0);
  await page.getByLabel("Mode d'import").selectOption("Complet");
  await page.getByLabel("J'ai vérifié ces points et je veux continuer.").check();
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await expect(raccord.heading(/^Étape 1\/6/)).toBeVisible();
});

test("remarks are filtered and downloaded; unknown profiles are asked once; one of two establishments is taken", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await page.getByText("Comment obtenir ces fichiers").click();
  await expect(page.getByText(/Fichier > Socles ENT > Exporter les identifiants PRONOTE/)).toBeVisible();
  await audit(page, "guide", page.getByText("Comment obtenir ces fichiers"));
  await page.getByText("Comment obtenir ces fichiers").click();

  await raccord.give(
    xml(
      "EDT_cite.xml",
      `<ExportEmploiDuTemps Version="2.0" UAI="0990001N"><Etablissements><Etablissement Ident="1" Numero="0990001N" Nom="COLLEGE"/>
<Etablissement Ident="2" Numero="0990002P" Nom="LYCEE"/></Etablissements>
<Classes><Classe Ident="7" Nom="6A"><Etablissement Ident="1"/></Classe><Classe Ident="8" Nom="2B"><Etablissement Ident="2"/></Classe></Classes>
<Eleves><Eleve Nom="FICTIF" Prenom="Zoé" DateNaissance="=hier" IDPN="B4C5D7E8F9H2J3KM" IDCAS="ANCIEN1"><Classe Ident="7"/></Eleve>
<Eleve Nom="DUPONT" Prenom="Paul" IDPN="E8F9H2J3KMN4P5Q7"><Classe Ident="8"/></Eleve></Eleves></ExportEmploiDuTemps>`,
    ),
    csv("comptes.csv", "Nom;Prénom;Profil;Identifiant ENT\nFICTIF;Zoé;Elève;TAA1\nMARTIN;Lou;Invité;TAA2\n"),
  );
  const card = page.getByRole("article").filter({ hasText: "EDT_cite.xml" });
  await expect(card.getByText("1 compte", { exact: true })).toBeVisible();
  await card.getByLabel("Établissement pris en compte").selectOption("Tous les établissements du fichier");
  await expect(card.getByText("2 comptes", { exact: true })).toBeVisible();

  await page.getByLabel(/«\sInvité\s» dans l'ENT\s: 1 compte/).selectOption("Personnels");
  await page.getByLabel("Mode d'import").selectOption("Complet");
  const checks = page.getByRole("region", { name: "Vérifications avant le rapprochement" });
  await expect(checks).toContainText("1 compte avec un identifiant CAS inconnu de l'ENT");
  await checks.getByText("Identifiants CAS à effacer").click();
  await expect(checks).toContainText("FICTIF Zoé (Élèves) : ANCIEN1");

  const remarks = page.getByRole("region", { name: "Toutes les remarques" });
  await expect(remarks.getByText("2 remarques")).toBeVisible();
  await remarks.getByLabel("Filtrer").fill("naissance");
  await expect(remarks.getByText("1 remarque", { exact: false }).first()).toBeVisible();
  const saved = page.waitForEvent("download");
  await remarks.getByRole("button", { name: "Télécharger (CSV)" }).click();
  const text = await readFile(await (await saved).path(), "utf8");
  expect(text).toContain("À vérifier;EDT_cite.xml;4;");
  expect(text, "no cell is a formula").toContain(";'=hier;");
  await audit(page, "remarques", remarks);
});

test("two exports that contradict each other, and what they say twice", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  const other = identifiers();
  other.name = "IdPN_ancien.xml";
  other.buffer = Buffer.from(other.buffer.toString().replace('Classe="6A"', 'Classe="6B"'));
  await raccord.give(identifiers(), other, accounts());
  await page.getByLabel("Mode d'import").selectOption("Complet");
  const checks = page.getByRole("region", { name: "Vérifications avant le rapprochement" });
  await expect(checks).toContainText("FICTIF-DUPONT Zoé – Classe : 6A, 6B");
  const card = page.getByRole("article").filter({ hasText: "IdPN_ancien.xml" });
  await expect(card).toContainText("5 de ces comptes sont aussi dans un autre fichier");
  await page.getByRole("button", { name: "Retirer IdPN_ancien.xml" }).click();
  await expect(checks).not.toContainText("6B");
});
