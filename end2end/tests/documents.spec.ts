import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../..");

test("what the documents point to is there", () => {
  const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" }).trim().split("\n");
  const missing = documents.flatMap((document) => {
    const links = readFileSync(join(root, document), "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g);
    const files = [...links].map(([, link]) => link!).filter((link) => !/^[a-z]+:/.test(link));
    return files.filter((file) => !existsSync(join(root, dirname(document), file))).map((file) => `${document}: ${file}`);
  });
  expect(missing).toEqual([]);
});
