import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { settled, signIn, visit, visitAs, withBrowser } from "./browser";
import { furnish, type Things } from "./furnish";
import { placesOf } from "./places";

withBrowser();

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SERIOUS = ["serious", "critical"];

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string; failureSummary?: string }[];
}

/** What axe finds that keeps people out. The policy of the page lets no script in, so it comes by the debugger. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
    violations: Violation[];
  };
  return found.violations
    .filter((one) => SERIOUS.includes(one.impact ?? ""))
    .map(
      (one) =>
        `${one.id}: ${one.nodes
          .slice(0, 3)
          .map((node) => `${node.html} ${node.failureSummary}`)
          .join(" | ")}`,
    );
}

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  let things: Things;

  beforeAll(async () => {
    things = await furnish();
  });

  it("should keep nobody out of the sign-in", async () => {
    const page = await visit("/login", { theme });
    await settled(page);
    expect(await violationsOf(page)).toEqual([]);
  });

  it("should keep nobody out of any page", async () => {
    // given
    const page = await visitAs("/", { theme });
    const found: Record<string, string[]> = {};
    for (const { name, path } of placesOf(things)) {
      // when
      await page.goto(path);
      await settled(page);
      const violations = await violationsOf(page);
      if (violations.length > 0) {
        found[name] = violations;
      }
    }
    // then
    expect(found).toEqual({});
  }, 300_000);

  it("should keep nobody out on a phone", async () => {
    const page = await signIn(await visit("/", { theme, width: 390, height: 844 }));
    await page.goto(`/executions/${things.execution}`);
    await settled(page);
    expect(await violationsOf(page)).toEqual([]);
  });
});
