import { defineConfig } from "vitest/config";

/** In a real browser, against the fat jar with its demo fleet. `OPSCONDUCTOR_URL` and `…_PASSWORD` name one that runs. */
export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts"],
    globalSetup: ["e2e/product.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    retry: 0,
  },
});
