import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audit, expect, test } from "../fixtures/journey";
import { accounts, csv, type Given, identifiers, xml } from "../fixtures/school";

/** Each wrong file, and what is said of it: what, where, what to do. */
const wrong: [string, Given, RegExp[]][] = [
  ["empty", xml("vide.xml", ""), [/Ce fichier est vide/, /Refaites l'export/]],
  ["a picture", { name: "photo.xml", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") }, [/est une image/]],
  ["a workbook", { name: "comptes.csv", mimeType: "text/csv", buffer: Buffer.from("PK\x03\x04rest") }, [/un classeur/, /Enregistrer sous/]],
  ["any text", csv("notes.csv", "Bonjour, voici mes notes"), [/ni un export de PRONOTE ni une liste/, /le même nombre de colonnes/]],
  ["a web page", xml("page.xml", "<!DOCTYPE html><html><body>Connexion</body></html>"), [/page web/, /Reconnectez-vous/]],
  ["cut", { ...identifiers(), buffer: identifiers().buffer.subarray(0, 700) }, [/s'arrête avant sa fin/, /ligne \d+, colonne \d+/, /Copiez-le de nouveau en entier/]],
  ["of another school", identifiers("0990002P"), [/autre établissement \(0990002P\)/]],
  ["with a DOCTYPE", xml("piege.xml", "<!DOCTYPE r [<!ENTITY a 'b'>]>\n<r>&a;</r>"), [/DOCTYPE/, /refusé par sécurité/]],
  ["without anybody", xml("personne.xml", "<Export><Eleves/></Export>"), [/ne contient personne/, /Exporter les identifiants PRONOTE/]],
];

test("a wrong file is explained, and what was loaded before stays", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(identifiers(), accounts());
  for (const [what, file, sentences] of wrong) {
    await test.step(what, async () => {
      await raccord.give(file);
      const refusal = page.getByRole("alert").first();
      await expect(refusal).toContainText(file.name);
      for (const sentence of sentences) await expect(refusal).toContainText(sentence);
      await expect(refusal).toContainText("Ce qui était chargé avant n'a pas changé.");
      await refusal.getByRole("button", { name: "Masquer ce message" }).click();
      await expect(page.getByRole("alert")).toHaveCount(0);
      await expect(page.getByRole("article")).toHaveCount(2);
    });
  }
  await raccord.give(identifiers());
  await expect(page.getByRole("alert")).toContainText("déjà chargé, à l'octet près");
  await expect(page.getByRole("article")).toHaveCount(2);
  await audit(page, "fichier-refuse");
});

test("a file over 128 MB is not even opened", async ({ raccord, page }) => {
  const folder = await mkdtemp(join(tmpdir(), "raccord-large-"));
  const path = join(folder, "enorme.xml");
  const file = await open(path, "w");
  await file.truncate(129 * 1024 * 1024);
  await file.close();
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await page.getByLabel("Fichier des identifiants").setInputFiles(path);
  await expect(page.getByRole("alert")).toContainText(/enorme\.xml dépasse 128 Mo/);
  await rm(folder, { recursive: true });
});

test("doubtful lines are told with their place, and the rest is used", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  const doubtful = xml(
    "douteux.xml",
    `<R UAI="0990001N">
<Eleve Nom="FICTIF" Prenom="Zoé" DateNaissance="hier" IDPN="B4C5D7E8F9H2J3KM"/>
<Eleve Nom="DUPONT" Prenom="Paul" IDPN="43"/>
<Accompagnant Nom="AUTRE" Prenom="Ali" IDPN="A2B3C4D5E7F8H9JK"/></R>`,
  );
  await raccord.give(doubtful);
  await expect(page.getByText("2 comptes", { exact: true })).toBeVisible();
  await expect(page.getByText(/hier.*ne peut pas être lue.*ligne 2/)).toBeVisible();
  await expect(page.getByText(/L'identifiant 43 n'a pas la forme habituelle.*ligne 3/)).toBeVisible();
  await expect(page.getByLabel(/«\sAccompagnant\s» dans PRONOTE\s: 1 personne/)).toBeVisible();
  await audit(page, "fichier-douteux");
});
