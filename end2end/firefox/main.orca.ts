import { expect, test as base } from "@playwright/test";
import type { Browser, Page } from "puppeteer-core";
import { demonstration } from "../fixtures/demonstration";
import { Server } from "../fixtures/server";
import { Orca } from "./orca";

const password = "une phrase assez longue pour un test";

/** A server of its own, Firefox, and Orca that reads it aloud. */
const test = base.extend<{ server: Server; orca: Orca; firefox: Browser; page: Page }>({
  server: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.end();
  },
  orca: async ({}, use) => {
    const orca = await Orca.start();
    await use(orca);
    await orca.end();
  },
  firefox: async ({ orca }, use) => {
    const firefox = await orca.firefox();
    await use(firefox);
    await firefox.close();
  },
  page: async ({ firefox }, use) => {
    await use(await firefox.newPage());
  },
});

/** Brings the keyboard to what has this role and name; its order is the business of other journeys. */
async function focus(page: Page, orca: Orca, role: string, name: string): Promise<void> {
  const found = await page.waitForSelector(`::-p-aria(${name}[role="${role}"])`);
  await orca.quiet();
  await found!.focus();
}

/** Opens the page of the first account and fills it in; what Orca says meanwhile is not heard. */
async function fillFirstAccount(page: Page, orca: Orca, server: Server, texts: string[]): Promise<void> {
  await page.goto(server.setupLink);
  await page.waitForSelector("form input");
  await orca.enterPage();
  const fields = await page.$$("form input");
  for (const [at, text] of texts.entries()) await fields[at]!.type(text);
}

test("a form says what each field wants, and what is wrong", async ({ orca, page, server }) => {
  await page.goto(server.setupLink);
  await orca.hears(/^La page possède/m);
  await orca.enterPage();
  await focus(page, orca, "button", "English");
  await orca.hears(/^English bouton/m);
  await orca.press("Tab");
  await orca.hears(/^Nom du compte zone de saisie requis/m);
  await orca.hears(/Par exemple votre prénom et votre nom/);
  await orca.press("Tab");
  await orca.hears(/^Mot de passe champ de mot de passe/m);
  await orca.hears(/Au moins 12 caractères/);
  await orca.press("Tab");
  await orca.hears(/^Mot de passe, une seconde fois champ de mot de passe/m);

  await fillFirstAccount(page, orca, server, ["Camille Admin", password, "autre chose"]);
  await focus(page, orca, "button", "Créer le compte");
  await orca.hears(/^Créer le compte bouton/m);
  await orca.press("Return");
  await orca.hears(/Les deux mots de passe diffèrent/);
});

test("the demonstration school is linked and a step validated by ear", async ({ orca, page, server }) => {
  await fillFirstAccount(page, orca, server, ["Camille Admin", password, password]);
  await orca.press("Return");
  await orca.hears(/^Établissements en-tête niveau 1/m);

  await focus(page, orca, "button", "Essayer avec l'établissement de démonstration");
  await orca.hears(/^Essayer avec l'établissement de démonstration bouton/m);
  await orca.press("Return");
  await orca.hears(/^Importer les identifiants Pronote en-tête niveau 1/m);
  await orca.hears(/^2 fichiers lus/m);

  await focus(page, orca, "button", "Importer");
  await orca.press("Return");
  await orca.hears(/Sélectionnez un mode d'import/);
  await orca.quiet();
  await page.select("select", "complet");
  await orca.hears(/Uniquement les utilisateurs sans identifiants CAS.* doit être décochée/);
  await focus(page, orca, "button", "Importer");
  await orca.press("Return");
  await orca.hears(/^Étape 1\/6 : rapprochement des Enseignants en-tête niveau 1/m);

  const { teachers } = demonstration;
  await orca.press("h");
  await orca.hears(new RegExp(`^${teachers.waiting} Enseignants non reconnus en-tête niveau 2`, "m"));
  await orca.press("Tab");
  await orca.hears(new RegExp(`^tableau avec ${teachers.waiting + 1} lignes`, "m"));
  const row = await orca.hears(/Cliquez sur parcourir les comptes de l'ENT pour .* Probable/);
  const [, person, candidate] = /ENT pour (\S+) .* Probable (.*)\.$/m.exec(row)!;
  await orca.press("Return");
  await focus(page, orca, "button", "À revoir");
  await orca.hears(new RegExp(`^région Rapprochement de ${person}`, "m"));
  await focus(page, orca, "button", `Accepter ${candidate}`);
  await orca.hears(new RegExp(`^Accepter ${candidate} bouton`, "m"));
  await orca.press("Return");
  await orca.hears(new RegExp(`^${person} .*: compte accepté`, "m"));
  // The next one waits.
  await orca.hears(/^Rapprochement de .* en-tête niveau 2/m);

  await focus(page, orca, "link", "Vérifier et valider l'étape");
  await orca.press("Return");
  await orca.hears(/^Ce qui sera envoyé en-tête niveau 2/m);
  await focus(page, orca, "button", "Valider l'étape");
  await orca.press("Return");
  await orca.hears(/^Étape enregistrée en-tête niveau 2/m);
});
