import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

let browser: Browser;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];

/** A browser for the tests of a file. What breaks the content security policy, or throws in a page, fails the test. */
export function withBrowser() {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") {
      const pages = contexts.flatMap((context) => context.pages());
      const name = task.name.replace(/\W+/g, "-").slice(0, 80);
      await Promise.all(pages.map((page, at) => page.screenshot({ path: `target/failed/${name}-${at}.png` })));
    }
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());
}

interface Look {
  theme?: "light" | "dark";
  width?: number;
  height?: number;
  /** Instead of the product's own, such as that of a wire to it. */
  url?: string;
}

/** A person at a browser of their own, not signed in. */
export async function visit(
  path = "/",
  { theme = "light", width = 1440, height = 900, url = inject("url") }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    acceptDownloads: true,
  });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => complaints.push(`${error}`));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) {
      complaints.push(message.text());
    }
  });
  await page.goto(path);
  return page;
}

export interface Person {
  username: string;
  password: string;
}

export function admin(): Person {
  return { username: "admin", password: inject("password") };
}

/** Signs in by the form, and waits for what is behind it. */
export async function signIn(page: Page, person = admin()): Promise<Page> {
  await page.getByLabel("User name").fill(person.username);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page
    .getByRole("navigation", { name: "Main" })
    .or(page.getByRole("button", { name: "Menu" }))
    .first()
    .waitFor();
  return page;
}

/** A page of somebody who is signed in. */
export async function visitAs(path: string, look?: Look, person = admin()): Promise<Page> {
  return signIn(await visit(path, look), person);
}

/** Waits until a page shows what it asked for. */
export async function settled(page: Page) {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[role="status"][aria-label="Loading"], .MuiSkeleton-root'));
}
