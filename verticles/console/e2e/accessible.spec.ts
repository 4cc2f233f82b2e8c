import { beforeAll, describe, expect, it } from "vitest";
import { violationsOf } from "./axe";
import { settled, signIn, visit, visitAs, withBrowser } from "./browser";
import { furnish, type Things } from "./furnish";
import { placesOf } from "./places";
import { beyondAt400Percent } from "./reflow";

withBrowser();

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

  it("should keep nobody out of any page, at 400 % neither", async () => {
    // given
    const page = await visitAs("/", { theme });
    const found: Record<string, string[]> = {};
    for (const { name, path } of placesOf(things)) {
      // when
      await page.goto(path);
      await settled(page);
      const violations = [...(await violationsOf(page)), ...(await beyondAt400Percent(page))];
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
