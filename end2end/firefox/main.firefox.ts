import { expect, test as base } from "@playwright/test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { demonstration } from "../fixtures/demonstration";
import { Server } from "../fixtures/server";

const password = "une phrase assez longue pour un test";

/** A server of its own, and a stock Firefox as Debian packages it. */
const test = base.extend<{ server: Server; browser: Browser; page: Page }>({
  server: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.end();
  },
  browser: async ({}, use) => {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
      defaultViewport: { width: 1280, height: 900 },
      extraPrefsFirefox: { "intl.accept_languages": "fr-FR, fr" },
    });
    await use(browser);
    await browser.close();
  },
  page: async ({ browser }, use) => use(await browser.newPage()),
});

/** What the user sees of a role and a name; waits until it is there. */
function seen(page: Page, role: string, name: string) {
  return page.locator(`::-p-aria(${name}[role="${role}"])`);
}

async function heading(page: Page, beginning: string): Promise<void> {
  await page.waitForFunction(
    (beginning) => document.querySelector("h1")?.textContent?.startsWith(beginning),
    {},
    beginning,
  );
}

async function makeFirstAccount(page: Page, server: Server): Promise<void> {
  await page.goto(server.setupLink);
  await heading(page, "Créer le premier compte");
  const fields = await page.$$("form input");
  for (const [at, text] of ["Camille Admin", password, password].entries()) await fields[at]!.type(text);
  await seen(page, "button", "Créer le compte").click();
  await heading(page, "Établissements");
}

test("the demonstration school is linked, a step validated, the report read", async ({ browser, page, server }) => {
  console.log(`tried with ${await browser.version()}`);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await makeFirstAccount(page, server);
  await seen(page, "button", "Essayer avec l'établissement de démonstration").click();
  await heading(page, "Importer les identifiants Pronote");
  await page.waitForSelector("::-p-text(1500 comptes)");
  await page.waitForSelector("::-p-text(1520 comptes)");
  await page.select("select", "complet");
  await seen(page, "button", "Importer").click();
  await heading(page, "Étape 1/6");
  const { teachers } = demonstration;
  await page.waitForSelector(`::-p-text(${teachers.recognised} Enseignants reconnus)`);
  await page.waitForSelector(`::-p-text(${teachers.waiting} Enseignants non reconnus)`);
  await seen(page, "link", "Vérifier et valider l'étape").click();
  await seen(page, "button", "Valider l'étape").click();
  await page.waitForSelector("h2::-p-text(Étape enregistrée)");
  // The steps that wait are left open: the report says so.
  await page.goto(`${server.url}/e/9990001X/imports`);
  await page.waitForSelector("tbody a");
  await page.click("tbody a");
  await heading(page, "Bilan d'import");
  await page.waitForSelector(`tbody ::-p-text(${teachers.recognised} automatiques)`);
  expect(faults).toEqual([]);
});

test("the engine is sealed: nothing that it tries reaches the server", async ({ page, server }) => {
  await page.goto(`${server.url}/confidentialite`);
  await heading(page, "Confidentialité");
  await seen(page, "button", "Demander au moteur d'envoyer quelque chose").click();
  await page.waitForSelector("::-p-text(le moteur ne peut rien envoyer.)");
  // The server counts what reaches it; what the page itself asks for does.
  const arrived = async () => (await (await fetch(`${server.url}/metrics`)).text()).includes('route="/healthz"');
  expect(await arrived()).toBe(false);
  await page.evaluate(() => fetch("/healthz"));
  expect(await arrived()).toBe(true);
});
