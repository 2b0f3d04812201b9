import { defineConfig } from "@playwright/test";
import { chromium } from "./fixtures/chromium";

/** `make screenshots`: every page of the product, to be looked at. Nothing is held against an expectation. */
export default defineConfig({
  testDir: "screenshots",
  testMatch: "*.shots.ts",
  outputDir: "results/screenshots-traces",
  globalTeardown: "./screenshots/sheet.ts",
  workers: 1,
  timeout: 300_000,
  reporter: [["list"]],
  use: { ...chromium, actionTimeout: 20_000 },
});
