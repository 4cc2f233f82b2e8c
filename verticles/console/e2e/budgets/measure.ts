import type { Locator, Page } from "playwright-core";
import { expect, inject } from "vitest";
import { admin, visit } from "../browser";

declare global {
  interface Window {
    /** Ends what `watched` began. */
    budget?: () => Omit<Smoothness, "longest">;
    clickedAt?: number;
  }
}

/** Milliseconds. */
export interface Smoothness {
  /** From each frame to the next. */
  frames: number[];
  /** Of each task of more than 50 ms, with the time in which other processes had the processor. */
  tasks: number[];
  /** Of the task that had the processor longest: it is that long by itself, however crowded the machine is. */
  longest: number;
}

const MOST_TASK = 100;
/** How many times as long things may take, on a machine of which nothing is known. */
const ALLOWANCE = Number(process.env.BUDGET_ALLOWANCE ?? 1);
const PASSES = 3;
const MOST_PASSES = 8;
/** Of work that tells how crowded the machine is; milliseconds. */
const SAMPLE = 60;
/** Waiting for what is shown never fails a budget. */
const PATIENCE = 90_000;
const MIB = 1024 * 1024;
/** What one collection lets go of may hold more. */
const COLLECTIONS = 2;

export function say(text: string) {
  console.log(`  budget: ${text}`);
}

/**
 * How much longer things take because of what else runs on the machine: 1 where nothing does. By some work of this process,
 * of which the system tells how much of the time it ran.
 */
function crowd(): number {
  const begun = performance.now();
  const before = process.cpuUsage();
  let ran = 0;
  while (ran < SAMPLE) {
    const { user, system } = process.cpuUsage(before);
    ran = (user + system) / 1000;
  }
  return Math.max(1, (performance.now() - begun) / ran);
}

/**
 * What else happens on a machine makes a pass slower, never faster, and what the console itself needs it needs in all of
 * them: so the best counts. There are three, and some more while none keeps within the budget. A pass may take longer in
 * so far as other processes had the processors before and after it; on a machine of its own that is not at all.
 */
export async function withinBudget(name: string, budget: number, measure: (pass: number) => Promise<number>) {
  const passes: Pass[] = [];
  const best = () => Math.min(...passes.map((pass) => pass.taken / pass.crowd));
  while (passes.length < PASSES || (passes.length < MOST_PASSES && best() >= budget)) {
    const before = crowd();
    const taken = await measure(passes.length);
    passes.push({ taken, crowd: Math.min(before, crowd()) });
  }
  judge(name, budget, passes);
}

/** The same of the longest task while something is done, which is how long it had the processor and needs no allowance. */
export async function withoutLongTask(page: Page, name: string, act: () => Promise<void>) {
  const passes: Pass[] = [];
  while (passes.length < PASSES || (passes.length < MOST_PASSES && passes.every((pass) => pass.taken >= MOST_TASK))) {
    const smoothness = await watched(page, act);
    saySmoothness(`${name}, pass ${passes.length + 1}`, smoothness);
    passes.push({ taken: smoothness.longest, crowd: 1 });
  }
  judge(`${name}, longest task`, MOST_TASK, passes);
}

interface Pass {
  taken: number;
  crowd: number;
}

function judge(name: string, budget: number, passes: Pass[]) {
  const best = Math.min(...passes.map((pass) => pass.taken / pass.crowd));
  const each = passes.map((pass) => `${Math.round(pass.taken)}${pass.crowd < 1.2 ? "" : `/${pass.crowd.toFixed(1)}`}`);
  say(`${name}: ${Math.round(best)} ms, the best of ${each.join(", ")} (budget ${budget} ms)`);
  expect(best, name).toBeLessThan(budget * ALLOWANCE);
}

/** A browser in which somebody is signed in and nothing of the console is kept yet. */
export async function signedIn(): Promise<Page> {
  const page = await visit("/health/live");
  page.setDefaultTimeout(PATIENCE);
  const answer = await page.context().request.post("/api/v1/auth/login", {
    data: { ...admin(), session: "cookie" },
    headers: { Origin: inject("url") },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return page;
}

/**
 * Opens a page anew, from another one of the same host, and says how long it took from there to the first frame that shows
 * texts in elements, by selectors.
 */
export async function opened(page: Page, path: string, shown: Record<string, string[]>): Promise<number> {
  await page.goto("/health/live");
  await page.goto(path, { waitUntil: "commit" });
  return untilShown(page, shown);
}

/** Clicks, and says how long it takes until texts are shown. */
export async function clicked(page: Page, button: Locator, shown: Record<string, string[]>): Promise<number> {
  await page.evaluate(() => {
    addEventListener("click", (event) => (window.clickedAt = event.timeStamp), { once: true, capture: true });
  });
  await button.click();
  return untilShown(page, shown);
}

async function untilShown(page: Page, shown: Record<string, string[]>): Promise<number> {
  const at = await page.waitForFunction(
    (wanted) =>
      Object.entries(wanted).every(([selector, texts]) => {
        const said = document.querySelector(selector)?.textContent ?? "";
        return texts.every((text) => said.includes(text));
      }) && performance.now() - (window.clickedAt ?? 0),
    shown,
    { polling: "raf" },
  );
  const taken = await at.jsonValue();
  await page.evaluate(() => {
    window.clickedAt = undefined;
  });
  return Number(taken);
}

/** How smoothly a page is drawn while something is done in it. */
export async function watched(page: Page, act: () => Promise<void>): Promise<Smoothness> {
  await page.evaluate(() => {
    const frames: number[] = [];
    const tasks: number[] = [];
    const keep = (entries: PerformanceEntryList) => tasks.push(...entries.map((entry) => entry.duration));
    const observer = new PerformanceObserver((list) => keep(list.getEntries()));
    observer.observe({ type: "longtask" });
    let last = performance.now();
    let frame = requestAnimationFrame(function draw(now) {
      frames.push(now - last);
      last = now;
      frame = requestAnimationFrame(draw);
    });
    window.budget = () => {
      cancelAnimationFrame(frame);
      keep(observer.takeRecords());
      observer.disconnect();
      return { frames, tasks };
    };
  });
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: ["toplevel"] });
  await act();
  await drawn(page);
  const { frames, tasks } = await page.evaluate(() => window.budget?.() ?? { frames: [], tasks: [] });
  return { frames, tasks, longest: longestIn(`${await browser?.stopTracing()}`) };
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** How long it had the processor; microseconds. */
  tdur?: number;
  args: { name?: string };
}

function longestIn(trace: string): number {
  const events: TraceEvent[] = JSON.parse(trace).traceEvents;
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}.${tid}`;
  const drawing = new Set(
    events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(threadOf),
  );
  const ran = events.flatMap((event) =>
    event.name.endsWith("::RunTask") && event.tdur !== undefined && drawing.has(threadOf(event)) ? [event.tdur] : [],
  );
  expect(ran.length, "tasks in the trace").toBeGreaterThan(0);
  return ran.reduce((most, each) => Math.max(most, each), 0) / 1000;
}

export function saySmoothness(name: string, { frames, tasks, longest }: Smoothness) {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  say(
    `${name}: ${frames.length} frames, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms; ` +
      `${tasks.length} tasks over 50 ms, longest ${Math.round(Math.max(0, ...tasks))} ms, of itself ${Math.round(longest)} ms`,
  );
}

/** Two frames: what was asked for before is in the second. */
export async function drawn(page: Page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Through all that scrolls in an element: by the wheel, by keys, and far, as with the scroll bar. */
export async function scrollThrough(page: Page, scroller: Locator) {
  await scroller.hover();
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, turn < 25 ? 480 : -320);
  }
  await drawn(page);
  await scroller.focus();
  for (const key of ["PageDown", "PageDown", "PageDown", "End", "PageUp", "PageUp", "Home", "ArrowDown", "End"]) {
    await page.keyboard.press(key);
    await drawn(page);
  }
  for (const part of [0.9, 0.1, 0.5, 0.55, 0.3, 0.75, 0]) {
    await scroller.evaluate((element, share) => element.scrollTo(0, element.scrollHeight * share), part);
    await drawn(page);
  }
}

/** What the page holds: objects, and the memory of arrays beside them; in MiB, as it is and after a collection. */
export async function heapOf(page: Page): Promise<{ before: string; after: number }> {
  const wire = await page.context().newCDPSession(page);
  const read = async () => {
    const { usedSize, backingStorageSize, embedderHeapUsedSize } = await wire.send("Runtime.getHeapUsage");
    return { objects: usedSize / MIB, arrays: backingStorageSize / MIB, nodes: embedderHeapUsedSize / MIB };
  };
  const before = await read();
  for (let round = 0; round < COLLECTIONS; round++) {
    await wire.send("HeapProfiler.collectGarbage");
  }
  const after = await read();
  await wire.detach();
  const words = ({ objects, arrays, nodes }: typeof after) =>
    `${(objects + arrays + nodes).toFixed(0)} MiB (objects ${objects.toFixed(0)}, arrays ${arrays.toFixed(0)}, nodes ${nodes.toFixed(0)})`;
  return { before: `${words(before)}, collected ${words(after)}`, after: after.objects + after.arrays + after.nodes };
}
