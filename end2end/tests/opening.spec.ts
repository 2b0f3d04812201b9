import { expect, test } from "../fixtures/journey";

const school = "/e/9990001X";

/** Questions of the API, as often as they leave while an address opens. */
async function asked(page: import("@playwright/test").Page, address: string, heading: string): Promise<string[]> {
  const all: string[] = [];
  const note = (request: import("@playwright/test").Request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/")) all.push(pathname.replace(`/api/establishments/9990001X`, "") + search);
  };
  page.on("request", note);
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await expect(page.getByText("Chargement")).toHaveCount(0);
  page.off("request", note);
  return all.sort();
}

test("what a screen asks leaves before the page runs, and once", async ({ raccord, page, server }) => {
  await raccord.makeFirstAccount();
  await raccord.openDemonstration();
  await raccord.link("Complet");
  await raccord.validate();
  page.on("dialog", (dialog) => dialog.accept());

  const status = await asked(page, `${server.url}${school}`, "Identifiants Pronote");
  expect(status).toEqual(["/api/session", "/imports?limit=100", "/status"]);
  const files = await asked(page, `${server.url}${school}/import`, "Importer les identifiants Pronote");
  expect(files).toEqual(["/api/session", "/mappings?offset=0&limit=5000", "/status"]);
});

test("a part of the page that cannot be fetched is told, and fetched when it can be", async ({ raccord, page }) => {
  await raccord.makeFirstAccount();
  await page.context().route("**/split_settings.wasm", (route) => route.abort());
  await page.getByRole("link", { name: "Mon compte" }).click();
  await expect(raccord.heading("Cet écran n'a pas pu être chargé")).toBeVisible();
  await expect(page.getByText("Le réseau est coupé, ou Raccord vient d'être mis à jour.")).toBeVisible();

  await page.context().unroute("**/split_settings.wasm");
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(raccord.heading("Mon compte")).toBeVisible();
});
