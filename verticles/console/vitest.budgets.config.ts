import { defineConfig } from "vitest/config";

/**
 * What the console may take with much in the product: in a real browser, against a product of its own, one after the
 * other. They are times: nothing else may go on on the machine.
 */
export default defineConfig({
  test: {
    include: ["e2e/budgets/*.budget.ts"],
    globalSetup: ["e2e/product.ts"],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
    retry: 0,
  },
});
