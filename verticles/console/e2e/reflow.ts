import type { Page } from "playwright-core";

/** What a window of 1,280 by 1,024 pixels shows at 400 % (WCAG 2.2, 1.4.10). */
const AT_400_PERCENT = { width: 320, height: 256 };

/** What nobody reaches at 400 % without scrolling sideways; tables, tabs and code may ask for that, each by itself. */
export async function beyondAt400Percent(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize(AT_400_PERCENT);
  try {
    await page.waitForFunction("innerWidth === 320");
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    return await beyondOf(page);
  } finally {
    if (before) {
      await page.setViewportSize(before);
    }
  }
}

function beyondOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const told = (element: Element) => element.outerHTML.slice(0, 200);
    const scrolls = (element: Element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const may = (element: Element) =>
      element.matches("[role=table], pre, .cm-scroller") || element.querySelector(":scope > [role=tablist]") !== null;
    const found: string[] = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > window.innerWidth) {
      found.push(`the page is ${wide} px wide`);
    }
    for (const element of document.querySelectorAll("body *")) {
      if (
        element.clientWidth > 0 &&
        element.scrollWidth > element.clientWidth + 1 &&
        scrolls(element) &&
        !may(element)
      ) {
        found.push(`scrolls sideways: ${told(element)}`);
      }
    }
    const within = (element: Element | null): boolean =>
      element !== null && ((scrolls(element) && may(element)) || within(element.parentElement));
    for (const element of document.querySelectorAll("a[href], button, input, select, textarea, [role=button]")) {
      const { left, right, width } = element.getBoundingClientRect();
      const beside = width > 1 && (right > window.innerWidth + 1 || left < -1);
      if (beside && element.checkVisibility({ opacityProperty: true }) && !within(element)) {
        found.push(`from ${Math.round(left)} to ${Math.round(right)} px: ${told(element)}`);
      }
    }
    return found;
  });
}
