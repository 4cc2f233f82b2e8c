/** The clock of a zone and real time: what it shows when, and which instant a shown time is. */

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** All zones that this browser knows, with UTC. */
export function allZones(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

export function isZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clock of a zone shows at an instant, as `2026-03-29T03:00:00`. */
export function wallOf(at: number | string | Date, zone: string): string {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(new Date(at))) {
    parts[type] = value;
  }
  const year = (parts.year ?? "").padStart(4, "0");
  return `${year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

/** The date that a zone has at an instant, as `2026-03-29`. */
export function dateOf(at: number | string | Date, zone: string): string {
  return wallOf(at, zone).slice(0, 10);
}

/** How far the clock of a zone is ahead of UTC at an instant; milliseconds. */
export function offsetAt(at: number, zone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  return Date.parse(`${wallOf(whole, zone)}Z`) - whole;
}

/**
 * The instant at which the clock of a zone shows a time. Of a time that it shows twice, the first; of one that it leaps
 * over, as long after the gap as the time is after the gap's beginning.
 *
 * @param wall such as `2026-03-29T02:30`
 */
export function instantOf(wall: string, zone: string): number {
  const shown = Date.parse(`${wall}Z`);
  const before = offsetAt(shown - DAY, zone);
  const after = offsetAt(shown + DAY, zone);
  for (const offset of before === after ? [before] : [before, after]) {
    const at = shown - offset;
    if (offsetAt(at, zone) === offset) {
      return at;
    }
  }
  const near = shown - before;
  return shown - (offsetAt(near, zone) === after ? before : offsetAt(near, zone));
}

/** When a day of a zone begins, which is not midnight everywhere. */
export function startOfDay(date: string, zone: string): number {
  const at = instantOf(`${date}T00:00:00`, zone);
  if (dateOf(at - 1, zone) !== date) {
    return at;
  }
  const earlier = at - HOUR;
  return dateOf(earlier, zone) === date ? earlier : at;
}

/** The date so many days later, or earlier. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The date so many months later, on the last day where the month has no such day. */
export function plusMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const length = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, length))).toISOString().slice(0, 10);
}

/** Of Monday 0 to Sunday 6. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** When the clock of a zone changes. */
export interface Transition {
  kind: "gap" | "overlap";
  /** The instant. */
  at: number;
  /** What the clock shows just when it changes, and what it shows then instead. */
  from: string;
  to: string;
}

/** The next change of a zone's clock after an instant; undefined when there is none within two years. */
export function nextTransition(zone: string, after: number, kind?: Transition["kind"]): Transition | undefined {
  const end = after + 730 * DAY;
  let low = after;
  let offset = offsetAt(low, zone);
  for (let high = after + 7 * DAY; high <= end; high += 7 * DAY) {
    const next = offsetAt(high, zone);
    if (next !== offset) {
      const at = changeBetween(zone, low, high);
      const found: Transition = {
        kind: next > offset ? "gap" : "overlap",
        at,
        from: new Date(at + offset).toISOString().slice(0, 19),
        to: new Date(at + next).toISOString().slice(0, 19),
      };
      if (!kind || found.kind === kind) {
        return found;
      }
    }
    offset = next;
    low = high;
  }
  return undefined;
}

function changeBetween(zone: string, from: number, to: number): number {
  const offset = offsetAt(from, zone);
  let low = Math.floor(from / 1000) * 1000;
  let high = Math.ceil(to / 1000) * 1000;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(middle, zone) === offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}
