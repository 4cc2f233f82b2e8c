import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

const KEY = "opsconductor.zone";

/** The zone of this browser, by its IANA name. */
export const LOCAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Zone {
  zone: string;
  choose(zone: string): void;
}

const ZoneContext = createContext<Zone>({ zone: LOCAL_ZONE, choose: () => undefined });

export function ZoneProvider({ children }: { children: ReactNode }) {
  const [zone, setZone] = useState(() => localStorage.getItem(KEY) ?? LOCAL_ZONE);
  const value = useMemo(
    () => ({
      zone,
      choose(next: string) {
        localStorage.setItem(KEY, next);
        setZone(next);
      },
    }),
    [zone],
  );
  return <ZoneContext.Provider value={value}>{children}</ZoneContext.Provider>;
}

/** In which zone times are shown. */
export function useZone(): Zone {
  return useContext(ZoneContext);
}

export interface Times {
  zone: string;
  /** Date and time to the second, without the zone. */
  full(at: string | number | Date): string;
  /** Date and time to the minute. */
  short(at: string | number | Date): string;
  date(at: string | number | Date): string;
  /** Hours, minutes and seconds; with milliseconds for log lines. */
  clock(at: string | number | Date): string;
  /** Hours and minutes. */
  minute(at: string | number | Date): string;
  /** The day of a month, without the year. */
  day(at: string | number | Date): string;
  /** "3 minutes ago", "in 2 hours". */
  relative(at: string | number | Date, now?: number): string;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** Words for times, in the language and the zone that were chosen; `zone` for another one. */
export function useTimes(zone?: string): Times {
  const chosen = useZone().zone;
  const { i18n } = useTranslation();
  const timeZone = zone ?? chosen;
  return timesIn(timeZone, i18n.language);
}

/** Making formats takes long, and a table wants the same ones in each of its rows. */
const made = new Map<string, Times>();

export function timesIn(timeZone: string, language: string): Times {
  const key = `${timeZone} ${language}`;
  const times = made.get(key) ?? makeTimes(timeZone, language);
  made.set(key, times);
  return times;
}

function makeTimes(timeZone: string, language: string): Times {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language, { timeZone, hourCycle: "h23", ...options });
    return (at: string | number | Date) => formatter.format(new Date(at));
  };
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return {
    zone: timeZone,
    full: format({ dateStyle: "medium", timeStyle: "medium" }),
    short: format({ year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" }),
    date: format({ dateStyle: "medium" }),
    clock: format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    minute: format({ hour: "2-digit", minute: "2-digit" }),
    day: format({ month: "short", day: "numeric" }),
    relative(at, now = Date.now()) {
      const seconds = (new Date(at).getTime() - now) / 1000;
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
      return relative.format(Math.round(seconds / size), unit);
    },
  };
}

/** Such as `1 h 04 min`, `12.3 s`, `840 ms`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1_000;
  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  const whole = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) {
    return `${minutes} min ${two(whole % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${two(minutes % 60)} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Such as `1.4 MiB`. */
export function bytes(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let left = count;
  let unit = 0;
  while (left >= 1024 && unit < units.length - 1) {
    left /= 1024;
    unit++;
  }
  return `${unit === 0 ? left : left.toFixed(left < 10 ? 1 : 0)} ${units[unit]}`;
}
