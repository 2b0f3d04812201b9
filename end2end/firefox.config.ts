import { defineConfig } from "@playwright/test";

/** `make firefox`: Playwright's runner alone; the browser is a stock Firefox, spoken to by WebDriver BiDi. */
export default defineConfig({
  testDir: "firefox",
  testMatch: "*.firefox.ts",
  outputDir: "results/firefox-traces",
  workers: 1,
  timeout: 120_000,
  reporter: [["list"]],
});
