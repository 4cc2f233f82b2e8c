/** Lengths of time as of ISO 8601, as people write them: a number and a unit. */

export const UNITS = ["seconds", "minutes", "hours", "days"] as const;
export type Unit = (typeof UNITS)[number];

export interface Length {
  /** As typed; it may be no number yet. */
  amount: string;
  unit: Unit;
}

const SECONDS: Record<Unit, number> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

export function secondsOf(iso: string): number | undefined {
  const match = ISO.exec(iso);
  if (!match) {
    return undefined;
  }
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
  return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

/** The largest unit in which it is a whole number. */
export function lengthFrom(iso: string | undefined, otherwise: Length): Length {
  const seconds = iso === undefined ? undefined : secondsOf(iso);
  if (seconds === undefined) {
    return otherwise;
  }
  const unit = [...UNITS].reverse().find((each) => seconds >= SECONDS[each] && seconds % SECONDS[each] === 0);
  return { amount: String(unit ? seconds / SECONDS[unit] : seconds), unit: unit ?? "seconds" };
}

/** As the server takes it; what is no number goes there as it is, so that the server says what is wrong with it. */
export function isoOf({ amount, unit }: Length): string {
  const typed = amount.trim();
  switch (unit) {
    case "seconds":
      return `PT${typed}S`;
    case "minutes":
      return `PT${typed}M`;
    case "hours":
      return `PT${typed}H`;
    case "days":
      return `P${typed}D`;
  }
}
