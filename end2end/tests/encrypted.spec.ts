import { createHash } from "node:crypto";
import { keyFile, seal } from "../fixtures/container";
import { audit, expect, test } from "../fixtures/journey";
import { accounts, identifiers, xml } from "../fixtures/school";

test("an encrypted export, opened with its addressee's key", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  const sealed = seal(identifiers());
  await raccord.give(sealed, accounts());
  const waiting = page.getByRole("region", { name: "Fichiers en attente de votre réponse" });
  for (const fact of ["COLLEGE DES ESSAIS 99000 TESTVILLE (0990001N)", "02/09/2026", "PRONOTE d'essai", "KOSMOS"]) {
    await expect(waiting).toContainText(fact);
  }
  await audit(page, "chiffre");
  await page.getByLabel("Clé privée de KOSMOS").setInputFiles(keyFile("key.pem"));
  await page.getByRole("button", { name: "Déchiffrer" }).click();
  await expect(waiting).toHaveCount(0);
  await expect(page.getByText("Exporté le 02/09/2026")).toBeVisible();
  await expect(page.getByText("5 comptes", { exact: true })).toBeVisible();
  const fingerprint = createHash("sha256").update(sealed.buffer).digest("hex");
  await expect(page.getByRole("article").filter({ hasText: fingerprint })).toHaveCount(1);
  await raccord.link("Complet");
});

test("each key that does not open says why, and the right one still does", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(seal(identifiers()));
  const waiting = page.getByRole("region", { name: "Fichiers en attente de votre réponse" });
  await page.getByRole("button", { name: "Déchiffrer" }).click();
  await expect(waiting).toContainText("Choisissez le fichier de la clé privée.");
  const useless: [string, string, string][] = [
    ["other.pem", "", "Cette clé n'ouvre pas ce fichier. Destinataires du fichier : KOSMOS."],
    ["other-1024.pem", "", "aucune entrée pour cette clé. Destinataires du fichier : KOSMOS."],
    ["key-public.pem", "", "clé publique ou un certificat"],
    ["export.xml", "", "ne contient pas de clé privée"],
    ["key-legacy.pem", "essai", "ancien procédé d'OpenSSL"],
    ["key-password.pem", "", "protégée par un mot de passe"],
    ["key-password.pem", "autre", "Le mot de passe n'est pas celui de cette clé"],
  ];
  for (const [file, password, sentence] of useless) {
    await page.getByLabel("Clé privée de KOSMOS").setInputFiles(keyFile(file));
    await page.getByLabel("Mot de passe de la clé").fill(password);
    await page.getByRole("button", { name: "Déchiffrer" }).click();
    await expect(waiting).toContainText(sentence);
    await expect(page.getByLabel("Mot de passe de la clé")).toHaveValue("");
  }
  await audit(page, "chiffre-mauvaise-cle");
  await page.getByLabel("Mot de passe de la clé").fill("essai");
  await page.getByRole("button", { name: "Déchiffrer" }).click();
  await expect(page.getByText("5 comptes", { exact: true })).toBeVisible();
});

test("an encrypted export without its key: three ways to go on", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(seal(xml("ailleurs.xml", "<r/>"), "0990002P"));
  await expect(page.getByRole("alert")).toContainText("autre établissement (0990002P)");
  await page.getByRole("button", { name: "Masquer ce message" }).click();
  await raccord.give(seal(identifiers()));
  const waiting = page.getByRole("region", { name: "Fichiers en attente de votre réponse" });
  await waiting.getByText("Sans cette clé : trois façons de continuer").click();
  await expect(waiting).toContainText("Demander à l'exploitant de l'ENT (KOSMOS)");
  await expect(waiting).toContainText("Utiliser les listes de PRONOTE");
  await expect(waiting).toContainText("Export manuel de l'emploi du temps");
  await audit(page, "chiffre-sans-cle");
  await waiting.getByRole("button", { name: "Retirer IdPN_To_KOSMOS.xml" }).click();
  await expect(waiting).toHaveCount(0);
});
