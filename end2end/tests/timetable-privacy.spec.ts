import { expect, test } from "../fixtures/journey";
import { cookies, expectNone, Outgoing, stores } from "../fixtures/outgoing";
import { csv, UAI } from "../fixtures/school";
import { timetable } from "../fixtures/timetable";

// Words that stand nowhere else: whatever they turn up in has seen the files.
const marks = ["CANARINOM", "CANARICLASSE", "CANARIGROUPE", "canari.login", "canari-motdepasse", "canari-fichier", "2013-05-09"];
const [lastName, className, group, login, password, fileName] = marks as [string, string, string, string, string, string];

test("nothing of a timetable and of the accounts to hand out leaves the browser", async ({ raccord, page, server }) => {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  const outgoing = new Outgoing(page);
  await page.goto(`${server.url}/e/${UAI}/emploi-du-temps`);
  const file = timetable({ class: className, group, pupil: lastName });
  await page.getByLabel("Export de l'emploi du temps").setInputFiles({ ...file, name: `${fileName}.xml` });
  await page.getByLabel("Qui ou quoi").selectOption(className);
  await page.getByLabel("Emploi du temps de").selectOption("Groupe");
  await page.getByLabel("Qui ou quoi").selectOption(group);
  await page.getByLabel("Emploi du temps de").selectOption("Élève");
  await page.getByLabel("Qui ou quoi").selectOption(`${lastName} Zoé`);
  await expect(page.getByRole("heading", { name: new RegExp(`^${lastName} Zoé`) })).toBeVisible();
  const calendar = page.waitForEvent("download");
  await page.getByRole("button", { name: `Calendrier de ${lastName} Zoé (.ics)` }).click();
  await calendar;

  await page.getByRole("navigation", { name: "Vous êtes ici" }).getByRole("link", { name: /Essais/ }).click();
  await page.getByRole("link", { name: "Comptes à distribuer" }).click();
  await page.getByLabel("Fichier des identifiants de l'ENT").setInputFiles(
    csv(`${fileName}.csv`, `Nom;Prénom;Profil;Login;Identifiant ENT;Classe;Mot de passe\n${lastName};Zoé;Elève;${login};TAA10002;${className};${password}\n`),
  );
  await page.getByRole("button", { name: "Préparer les lettres" }).click();
  await expect(page.locator(".letter")).toContainText(password);
  await page.getByRole("button", { name: "Comparer" }).click();
  await expect(page.getByText(/personnes? sans compte/).last()).toBeVisible();

  expectNone(await outgoing.everything(), marks, "requests");
  expect(await stores(page), "databases, caches and stores of the browser").toEqual([]);
  expectNone(await cookies(page), marks, "cookies");
  expectNone(page.url(), marks, "the address");
  expectNone(server.output, marks, "the server's log");
  await server.pause();
  expectNone((await server.databaseBytes()).toString("latin1"), marks, "the database");
  await server.resume();
});
