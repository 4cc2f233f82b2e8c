import { defineConfig } from "vitest/config";

/** Pictures of every page, to be looked at: `SCREENSHOTS=folder npm run screenshots`; `target/screenshots` unless given. */
export default defineConfig({
  test: {
    include: ["e2e/screenshots.ts"],
    globalSetup: ["e2e/product.ts"],
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
});
