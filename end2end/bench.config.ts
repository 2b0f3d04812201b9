import { defineConfig } from "@playwright/test";
import { chromium } from "./fixtures/chromium";

/** `make bench`: figures, not tests. One at a time, so that nothing else takes the processors. */
export default defineConfig({
  testDir: "bench",
  testMatch: "*.bench.ts",
  outputDir: "results/bench",
  workers: 1,
  timeout: 300_000,
  reporter: [["list"]],
  use: chromium,
});
