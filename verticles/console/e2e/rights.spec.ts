import { expect, it } from "vitest";
import { somebody } from "./api";
import { visitAs, withBrowser } from "./browser";
import { furnish } from "./furnish";

withBrowser();

it("should offer nothing that somebody without rights may not do, and say what is missing", async () => {
  // given
  const things = await furnish();
  const person = await somebody([]);
  // when
  const page = await visitAs("/", {}, person);
  // then
  await page.getByRole("link", { name: "Home" }).waitFor();
  expect(await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Targets" }).count()).toBe(0);
  // when
  await page.goto(`/jobs/${things.job}`);
  // then
  await page
    .getByText(/job:read|There is nothing here|You may not see this/)
    .first()
    .waitFor();
});

it("should let a viewer look and not touch", async () => {
  // given
  const things = await furnish();
  const person = await somebody(["viewer"]);
  // when
  const page = await visitAs(`/jobs/${things.job}`, {}, person);
  // then
  await page.getByRole("heading", { level: 1, name: "web/restart" }).waitFor();
  expect(
    await page
      .getByRole("button", { name: "Run", exact: true })
      .isVisible()
      .catch(() => false),
  ).toBe(false);
  expect(await page.getByRole("button", { name: "Delete" }).count()).toBe(0);
  // when
  await page.goto("/targets");
  // then
  await page.getByText("web-1").first().waitFor();
  expect(await page.getByRole("button", { name: /^Add/ }).count()).toBe(0);
});
