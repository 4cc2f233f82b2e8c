import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import { settled, visit, visitAs, withBrowser } from "./browser";
import { furnish } from "./furnish";
import { placesOf } from "./places";

withBrowser();

const FOLDER = process.env.SCREENSHOTS ?? "target/screenshots";
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

it("should show every page, light and dark, on a desktop and on a phone", async () => {
  const things = await furnish();
  for (const theme of ["light", "dark"] as const) {
    for (const [size, look] of Object.entries(SIZES)) {
      const folder = join(FOLDER, `${theme}-${size}`);
      mkdirSync(folder, { recursive: true });
      const before = await visit("/login", { theme, ...look });
      await before.getByLabel("User name").waitFor();
      await before.screenshot({ path: join(folder, "sign-in.png") });
      const page = await visitAs("/", { theme, ...look });
      for (const { name, path } of placesOf(things)) {
        await page.goto(path);
        await settled(page);
        await page.screenshot({ path: join(folder, `${name}.png`) });
      }
    }
  }
});
