import { defineConfig } from "@playwright/test";
import { chromium } from "./fixtures/chromium";

export default defineConfig({
  testDir: "tests",
  outputDir: "results/traces",
  fullyParallel: true,
  // Each worker runs a browser and a server of its own; small machines have two processors.
  workers: 2,
  forbidOnly: true,
  // A journey that fails sometimes is a fault to be found, not to be run again.
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  // A trace of every journey costs a third of their time: `npx playwright test --trace on` where one is needed.
  use: { ...chromium, trace: "off", screenshot: "only-on-failure", actionTimeout: 20_000 },
});
