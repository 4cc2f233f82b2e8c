import type { Schemas } from "../../api/client";
import { isoOf, type Length, lengthFrom } from "./durations";

type Spec = Schemas["ScheduleSpec"];
type Recurring = Schemas["RecurringSpec"];
export type Weekday = Schemas["Weekday"];

export const WEEKDAYS: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WORKDAYS: Weekday[] = ["mon", "tue", "wed", "thu", "fri"];

export const PRESETS = [
  "hourly",
  "daily",
  "weekdays",
  "weekly",
  "monthly",
  "nthWeekday",
  "lastDay",
  "interval",
  "once",
  "cron",
] as const;
export type Preset = (typeof PRESETS)[number];

/** When it is due, as a form has it. What one preset has no use for stays, for when another is chosen again. */
export interface When {
  preset: Preset;
  zone: string;
  /** Of `hourly`: the minute. */
  minute: string;
  /** Times of the clock, as `02:30`. */
  times: string[];
  weekdays: Weekday[];
  /** Of `nthWeekday`. */
  weekday: Weekday;
  /** Of `nthWeekday`: 1 to 5, or -1 for the last. */
  week: number;
  /** Of `monthly`: 1 to 31. */
  day: string;
  /** Every so many days, weeks or months. */
  every: string;
  since: string;
  interval: Length;
  anchor: string;
  /** Of `once`: what the clock shows, as `2026-12-01T02:30`, or an instant. */
  at: string;
  expression: string;
}

export function newWhen(zone: string): When {
  return {
    preset: "daily",
    zone,
    minute: "0",
    times: ["02:30"],
    weekdays: ["mon"],
    weekday: "mon",
    week: 1,
    day: "1",
    every: "1",
    since: "",
    interval: { amount: "15", unit: "minutes" },
    anchor: "",
    at: "",
    expression: "30 2 * * *",
  };
}

const number = (typed: string) => (typed.trim() === "" ? null : Number(typed));

/** What the server is told. */
export function specOf(when: When): Spec {
  const { zone } = when;
  switch (when.preset) {
    case "hourly":
      return { type: "cron", expression: `${when.minute.trim()} * * * *`, zone };
    case "interval":
      return { type: "interval", every: isoOf(when.interval), anchor: when.anchor || null, zone };
    case "once":
      return { type: "once", at: when.at, zone };
    case "cron":
      return { type: "cron", expression: when.expression, zone };
    default:
      return recurringOf(when);
  }
}

function recurringOf(when: When): Recurring {
  const common = {
    type: "recurring",
    times: when.times,
    every: number(when.every),
    since: when.since || null,
    zone: when.zone,
  } as const;
  switch (when.preset) {
    case "weekdays":
      return { ...common, frequency: "weekly", weekdays: WORKDAYS, every: 1, since: null };
    case "weekly":
      return { ...common, frequency: "weekly", weekdays: when.weekdays };
    case "monthly":
      return { ...common, frequency: "monthly", day: number(when.day) };
    case "nthWeekday":
      return { ...common, frequency: "monthly", week: when.week, weekdays: [when.weekday] };
    case "lastDay":
      return { ...common, frequency: "monthly", day: -1 };
    default:
      return { ...common, frequency: "daily" };
  }
}

/** The form of what the server told. */
export function whenOf(spec: Spec): When {
  const empty = newWhen(spec.zone ?? "UTC");
  switch (spec.type) {
    case "cron":
      return { ...empty, ...(hourlyOf(spec.expression) ?? { preset: "cron" }), expression: spec.expression };
    case "interval":
      return {
        ...empty,
        preset: "interval",
        interval: lengthFrom(spec.every, empty.interval),
        anchor: spec.anchor ?? "",
      };
    case "once":
      return { ...empty, preset: "once", at: spec.at };
    case "recurring": {
      const weekdays = spec.weekdays ?? [];
      const common = {
        ...empty,
        times: spec.times,
        every: String(spec.every ?? 1),
        since: spec.since ?? "",
        weekdays: weekdays.length > 0 ? weekdays : empty.weekdays,
      };
      return { ...common, ...kindOf(spec, weekdays) };
    }
  }
}

function kindOf(spec: Recurring, weekdays: Weekday[]): Partial<When> {
  if (spec.frequency === "daily") {
    return { preset: "daily" };
  }
  if (spec.frequency === "weekly") {
    const plain = (spec.every ?? 1) === 1 && !spec.since;
    return { preset: plain && sameDays(weekdays, WORKDAYS) ? "weekdays" : "weekly" };
  }
  if (spec.week) {
    return { preset: "nthWeekday", week: spec.week, weekday: weekdays[0] ?? "mon" };
  }
  return spec.day === -1 ? { preset: "lastDay" } : { preset: "monthly", day: String(spec.day ?? 1) };
}

function sameDays(one: Weekday[], other: Weekday[]): boolean {
  return one.length === other.length && other.every((day) => one.includes(day));
}

function hourlyOf(expression: string): Partial<When> | undefined {
  const minute = /^(\d{1,2}) \* \* \* \*$/.exec(expression.trim())?.[1];
  return expression.trim() === "@hourly"
    ? { preset: "hourly", minute: "0" }
    : minute
      ? { preset: "hourly", minute }
      : undefined;
}

/** The same as a cron expression; undefined when there is none that says it. */
export function cronOf(when: When): string | undefined {
  const { preset } = when;
  if (preset === "cron") {
    return when.expression;
  }
  if (preset === "hourly") {
    return `${when.minute.trim()} * * * *`;
  }
  if (preset === "interval" || preset === "once") {
    return undefined;
  }
  const counted = preset !== "weekdays" && (when.every.trim() !== "1" || when.since !== "");
  const clock = clockFields(when.times);
  if (counted || !clock) {
    return undefined;
  }
  switch (preset) {
    case "daily":
      return `${clock} * * *`;
    case "weekdays":
      return `${clock} * * mon-fri`;
    case "weekly":
      return when.weekdays.length === 0 ? undefined : `${clock} * * ${inOrder(when.weekdays).join(",")}`;
    case "monthly":
      return `${clock} ${when.day.trim()} * *`;
    case "nthWeekday":
      return `${clock} * * ${when.week === -1 ? `${when.weekday}L` : `${when.weekday}#${when.week}`}`;
    case "lastDay":
      return `${clock} L * *`;
  }
}

function inOrder(days: Weekday[]): Weekday[] {
  return WEEKDAYS.filter((day) => days.includes(day));
}

/** Minute and hour that say exactly these times together. */
function clockFields(times: string[]): string | undefined {
  const parsed = times.map((time) => /^(\d{1,2}):(\d{2})$/.exec(time));
  if (parsed.length === 0 || parsed.some((match) => !match)) {
    return undefined;
  }
  const unique = (at: 1 | 2) => [...new Set(parsed.map((match) => Number(match?.[at])))].sort((a, b) => a - b);
  const hours = unique(1);
  const minutes = unique(2);
  return hours.length * minutes.length === new Set(times).size ? `${minutes.join(",")} ${hours.join(",")}` : undefined;
}

/** The fields that say the same as a cron expression; undefined when it says more than they can. */
export function fieldsOf(expression: string, before: When): When | undefined {
  const named: Record<string, string> = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * sun",
    "@monthly": "0 0 1 * *",
  };
  const typed = expression.trim().toLowerCase();
  const fields = (named[typed] ?? typed).split(/\s+/);
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  if (fields.length !== 5 || month !== "*") {
    return undefined;
  }
  const plain = { ...before, every: "1", since: "" };
  if (hour === "*" && day === "*" && weekday === "*") {
    return listOf(minute, 59)?.length === 1
      ? { ...plain, preset: "hourly", minute: String(Number(minute)) }
      : undefined;
  }
  const minutes = listOf(minute, 59);
  const hours = listOf(hour, 23);
  if (!minutes || !hours || minutes.length * hours.length > 48) {
    return undefined;
  }
  const two = (n: number) => String(n).padStart(2, "0");
  const times = hours.flatMap((h) => minutes.map((m) => `${two(h)}:${two(m)}`));
  const kind = dayFields(day, weekday);
  return kind && { ...plain, times, ...kind };
}

function dayFields(day: string, weekday: string): Partial<When> | undefined {
  const anyDay = day === "*" || day === "?";
  const anyWeekday = weekday === "*" || weekday === "?";
  if (anyDay && anyWeekday) {
    return { preset: "daily" };
  }
  if (anyWeekday) {
    if (day === "l") {
      return { preset: "lastDay" };
    }
    const days = listOf(day, 31);
    return days?.length === 1 && days[0] !== 0 ? { preset: "monthly", day: String(days[0]) } : undefined;
  }
  if (!anyDay) {
    return undefined;
  }
  const nth = /^([a-z]{3}|[0-7])#([1-5])$/.exec(weekday);
  const last = /^([a-z]{3}|[0-7])l$/.exec(weekday);
  const one = dayName((nth ?? last)?.[1] ?? "");
  if (one && (nth || last)) {
    return { preset: "nthWeekday", weekday: one, week: nth ? Number(nth[2]) : -1 };
  }
  const days = dayList(weekday);
  return days && (sameDays(days, WORKDAYS) ? { preset: "weekdays" } : { preset: "weekly", weekdays: days });
}

function dayName(word: string): Weekday | undefined {
  return /^[0-7]$/.test(word) ? WEEKDAYS[(Number(word) + 6) % 7] : WEEKDAYS.find((day) => day === word);
}

function dayList(field: string): Weekday[] | undefined {
  const days = new Set<Weekday>();
  for (const part of field.split(",")) {
    const [from = "", to = from, ...more] = part.split("-");
    const first = dayName(from);
    const last = dayName(to);
    if (!first || !last || more.length > 0) {
      return undefined;
    }
    for (let at = WEEKDAYS.indexOf(first); ; at = (at + 1) % 7) {
      days.add(WEEKDAYS[at] ?? first);
      if (WEEKDAYS[at] === last) {
        break;
      }
    }
  }
  return inOrder([...days]);
}

function listOf(field: string, most: number): number[] | undefined {
  const parts = field.split(",");
  const numbers = parts.map(Number);
  return parts.every((part) => /^\d{1,2}$/.test(part)) && numbers.every((n) => n <= most) ? numbers : undefined;
}
