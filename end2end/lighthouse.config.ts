import { defineConfig } from "@playwright/test";

/** `make lighthouse`: figures, not tests. One page at a time, so that nothing else takes the processors. */
export default defineConfig({
  testDir: "lighthouse",
  testMatch: "*.lighthouse.ts",
  outputDir: "results/lighthouse-traces",
  workers: 1,
  timeout: 300_000,
  reporter: [["list"]],
});
