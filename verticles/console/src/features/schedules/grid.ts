import type { Schemas } from "../../api/client";
import { DAY, dateOf, plusDays, plusMonths, startOfDay, weekdayOf } from "../../app/zones";

type Item = Schemas["Timeline"]["items"][number];
export type Moment = Item["times"][number];

/** Due so often within one day, a schedule is shown once with its count. */
export const OFTEN = 6;

/** What one schedule has due on one day. */
export interface DayEntry {
  scheduleId: string;
  name: string;
  words: string;
  times: Moment[];
}

/** A schedule of which not every due time of a week is told. */
export interface Frequent {
  scheduleId: string;
  name: string;
  words: string;
  due: number;
  states: Record<string, number>;
}

export interface Week {
  /** Its days, Monday first. */
  days: string[];
  from: number;
  to: number;
}

export interface PlacedWeek extends Week {
  entries: Map<string, DayEntry[]>;
  frequent: Frequent[];
}

/** The week that has a date. */
export function weekOf(date: string, zone: string): Week {
  const monday = plusDays(date, -weekdayOf(date));
  const days = Array.from({ length: 7 }, (_, day) => plusDays(monday, day));
  return { days, from: startOfDay(monday, zone), to: startOfDay(plusDays(monday, 7), zone) };
}

/** The weeks that a month touches. */
export function monthOf(date: string, zone: string): Week[] {
  const first = `${date.slice(0, 7)}-01`;
  const next = plusMonths(first, 1);
  const weeks: Week[] = [];
  for (let day = plusDays(first, -weekdayOf(first)); day < next; day = plusDays(day, 7)) {
    weeks.push(weekOf(day, zone));
  }
  return weeks;
}

/** How long a day of a zone is; 23 or 25 hours where clocks change. */
export function lengthOf(date: string, zone: string): number {
  return startOfDay(plusDays(date, 1), zone) - startOfDay(date, zone);
}

export function changesClock(date: string, zone: string): boolean {
  return lengthOf(date, zone) !== DAY;
}

/** Puts what is due in a week on its days, in the order of time; of what is due too often, counts. */
export function place(week: Week, items: Item[], zone: string): PlacedWeek {
  const entries = new Map<string, DayEntry[]>();
  const frequent: Frequent[] = [];
  for (const item of items) {
    const { scheduleId, name, words } = item;
    if (item.due > item.times.length) {
      frequent.push({ scheduleId, name, words, due: item.due, states: item.states });
      continue;
    }
    const byDate = new Map<string, Moment[]>();
    for (const time of item.times) {
      const date = dateOf(time.at, zone);
      byDate.set(date, [...(byDate.get(date) ?? []), time]);
    }
    for (const [date, times] of byDate) {
      const entry = { scheduleId, name, words, times };
      const there = entries.get(date);
      if (there) {
        there.push(entry);
      } else {
        entries.set(date, [entry]);
      }
    }
  }
  for (const day of entries.values()) {
    day.sort((a, b) => (a.times[0]?.at ?? "").localeCompare(b.times[0]?.at ?? "") || a.name.localeCompare(b.name));
  }
  return { ...week, entries, frequent };
}

/** The worst that became of some due times, for one mark; undefined when none has come yet. */
export function worstOf(times: Moment[]): string | undefined {
  const states = new Set(times.map((time) => time.state));
  return ["failed", "missed", "late", "skipped", "starting", "fired"].find((state) =>
    states.has(state as NonNullable<Moment["state"]>),
  );
}

/** Where a key leads in a grid of days; undefined for a key that leads nowhere. */
export function moveTo(key: string, date: string): string | undefined {
  switch (key) {
    case "ArrowLeft":
      return plusDays(date, -1);
    case "ArrowRight":
      return plusDays(date, 1);
    case "ArrowUp":
      return plusDays(date, -7);
    case "ArrowDown":
      return plusDays(date, 7);
    case "Home":
      return plusDays(date, -weekdayOf(date));
    case "End":
      return plusDays(date, 6 - weekdayOf(date));
    case "PageUp":
      return plusMonths(date, -1);
    case "PageDown":
      return plusMonths(date, 1);
    default:
      return undefined;
  }
}
