import { defineConfig } from "@playwright/test";

/** `make screen-reader`: a stock Firefox on a screen of its own, and Orca, whose words are read. */
export default defineConfig({
  testDir: "firefox",
  testMatch: "*.orca.ts",
  outputDir: "results/orca-traces",
  workers: 1,
  timeout: 180_000,
  reporter: [["list"]],
});
