import { expect, test } from "@playwright/test";
import axe from "axe-core";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const grid = readFileSync(join(root, "app/rgaa.md"), "utf8");
/** How many criteria each of the thirteen themes has. */
const official = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

const criteria = [...grid.matchAll(/^\| (\d+\.\d+) \| (.+) \| (\S+) \| (.+) \| (.+) \|$/gm)].map(
  ([, number, title, state, where, tested]) => ({ number: number!, title: title!, state: state!, where: where!, tested: tested! }),
);

test("the accessibility grid: 106 criteria, each with its state and how it was checked", () => {
  const numbers = official.flatMap((count, theme) => Array.from({ length: count }, (_, at) => `${theme + 1}.${at + 1}`));
  expect(criteria.map(({ number }) => number)).toEqual(numbers);
  const rules = new Set(axe.getRules().map(({ ruleId }) => ruleId));
  for (const { number, state, tested } of criteria) {
    expect(["C", "NC", "NA"], number).toContain(state);
    expect(tested, number).toMatch(/parcours `|axe `|relecture \d{4}-\d\d-\d\d/);
    if (state === "NC") expect(tested, number).toContain("À faire");
    for (const [, file, title] of tested.matchAll(/parcours `([\w-]+\.spec\.ts)` « ([^»]+) »/g)) {
      expect(readFileSync(join(import.meta.dirname, file!), "utf8"), `${number}: ${file}`).toContain(`test("${title}"`);
    }
    for (const [, named] of tested.matchAll(/axe ((?:`[\w-]+`(?:, )?)+)/g)) {
      for (const [, rule] of named!.matchAll(/`([\w-]+)`/g)) expect([...rules], number).toContain(rule);
    }
  }
});

test("the accessibility rate is that of the grid, and the statement says no other", () => {
  const count = (wanted: string) => criteria.filter(({ state }) => state === wanted).length;
  const rate = ((100 * count("C")) / (count("C") + count("NC"))).toFixed(1).replace(".", ",");
  const plural = count("NC") > 1 ? "s" : "";
  expect(grid).toContain(`${count("C")} conformes, ${count("NC")} non conforme${plural}, ${count("NA")} non applicables : ${rate} %`);
  const statement = readFileSync(join(root, "app/locales/fr/accessibility.json"), "utf8");
  expect([...statement.matchAll(/(\d+,\d)\s% des critères/g)].map(([, told]) => told)).toEqual([rate]);
});
