import { audit, expect, type Raccord, test } from "../fixtures/journey";
import { csv, type Given, xml } from "../fixtures/school";

/** Invented pupils, enough for a school to be recognised by them. */
const names = ["AMBRIERE", "BELVAUX", "CORMERY", "DRAVEIL", "ESTAING", "FRONSAC", "GAVARNIE", "HONDAIN", "ISSOIRE", "JARNAC"].flatMap(
  (name) => ["Zoé", "Paul", "Inès"].map((firstName) => [name, firstName] as const),
);
const day = (n: number) => `2013-0${1 + (n % 9)}-${10 + (n % 18)}`;
// Sixteen different signs, as PRONOTE makes them; those of another year run the other way.
const signs = "23456789ABCDEFHJKMNPQRSTUVWXYZ";
const id = (n: number, year = "") => {
  const sixteen = Array.from({ length: 16 }, (_, at) => signs[(n + at) % signs.length]!);
  return (year ? sixteen.reverse() : sixteen).join("");
};

function pronote(people: { n: number; year?: string }[]): Given {
  const pupils = people.map(({ n, year }) => {
    const [lastName, firstName] = names[n]!;
    return `<Eleve Nom="${lastName}" Prenom="${firstName}" DateNaissance="${day(n)}" Classe="6A" IDPN="${id(n, year)}" IDCAS="OLD${n}"/>`;
  });
  return xml("IdPN_To_KOSMOS.xml", `<R UAI="0990001N"><Eleves>${pupils.join("")}</Eleves></R>`);
}

function portal(name: string, key: string, people: number[], change = (text: string) => text): Given {
  const line = (n: number) => {
    const [lastName, firstName] = names[n]!;
    const [year, month, date] = day(n).split("-");
    return `${lastName};${firstName};Elève;${key.toLowerCase()}.${n};${key}${n};${date}/${month}/${year}`;
  };
  return csv(name, change(`Nom;Prénom;Profil;Login;Identifiant ENT;Date de naissance\n${people.map(line).join("\n")}\n`));
}

const everybody = names.map((_, n) => n);

async function storeAll(raccord: Raccord): Promise<void> {
  await raccord.makeFirstAccount();
  await raccord.addEstablishment();
  await raccord.openImport();
  await raccord.give(pronote(everybody.map((n) => ({ n }))), portal("comptes.csv", "OLD", everybody));
  await raccord.link("Complet");
  await raccord.openStep("Élèves");
  await raccord.validate();
  await raccord.page.getByRole("button", { name: "Terminer l'import et lire le bilan" }).click();
  await expect(raccord.heading("Bilan d'import")).toBeVisible();
}

test("a year later: who stays, arrives, leaves, and has another identifier", async ({ raccord, page }) => {
  await storeAll(raccord);
  await raccord.openImport();
  const stay = everybody.slice(0, 26);
  const people = stay.map((n) => (n === 3 ? { n, year: "3" } : { n }));
  await raccord.give(pronote(people), portal("comptes.csv", "OLD", everybody));
  await raccord.link("Complet");
  await page.getByRole("link", { name: "Bilan provisoire" }).click();
  const since = page.getByRole("region", { name: "Depuis le dernier import" });
  const row = since.getByRole("row", { name: /^Élèves/ });
  await expect(row.getByRole("cell")).toHaveText(["25", "1", "5", "0", "0"]);

  // The account is taken for the new identifier: it is the same person, with another number.
  await page.goBack();
  await raccord.openStep("Élèves");
  await raccord.browse("BELVAUX Zoé");
  await page.getByLabel("Rechercher dans tout l'ENT").fill("belvaux zoe");
  await page.getByRole("search").getByRole("button", { name: "Échanger BELVAUX Zoé" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Échanger", exact: true }).click();
  await page.getByRole("link", { name: "Bilan provisoire" }).click();
  await expect(row.getByRole("cell")).toHaveText(["25", "0", "4", "1", "0"]);
  await since.getByText("Élèves – Changent d'identifiant (1)").click();
  await expect(since).toContainText(`BELVAUX Zoé : ${id(3)} → ${id(3, "3")}`);
  await audit(page, "depuis-le-dernier-import", since);
});

test("another portal: everybody is linked again, and what was matched by hand follows", async ({ raccord, page }) => {
  await storeAll(raccord);
  await raccord.openImport();
  await page.getByLabel("Mode d'import").selectOption("Complet");
  // The new portal spells one name so that the engine alone would not find it.
  const misspelt = (text: string) => text.replace("ESTAING;Paul", "D'ESTE;Paulin");
  await raccord.give(pronote(everybody.map((n) => ({ n }))), portal("nouveaux.csv", "NEW", everybody, misspelt));
  await expect(page.getByText("30 des 30 comptes enregistrés pour ces personnes ne sont pas dans les fichiers de l'ENT.")).toBeVisible();
  await page.getByRole("button", { name: "L'établissement a changé de portail" }).click();
  await expect(page.getByRole("region", { name: "Changement de portail" })).toBeVisible();
  await raccord.give(portal("anciens.csv", "OLD", everybody, misspelt));
  await page.getByRole("article").filter({ hasText: "anciens.csv" }).getByLabel("Comptes de l'ancien portail").check();
  await expect(page.getByText("Identifiants CAS à effacer", { exact: true })).toBeVisible();
  await audit(page, "changement-de-portail");
  await raccord.link("Complet");
  await raccord.openStep("Élèves");
  await expect(page.getByRole("heading", { name: "30 Élèves reconnus" })).toBeVisible();
  await page.getByRole("link", { name: "Vérifier et valider l'étape" }).click();
  await page.getByRole("checkbox").check();
  await raccord.typeTheNumber();
  await page.getByRole("button", { name: "Valider l'étape" }).click();
  await expect(page.getByText(/Étape validée\s: 30 modifiés\./)).toBeVisible();
});
