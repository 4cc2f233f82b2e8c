import { useEffect, useState } from "react";
import { type Times, useTimes } from "../app/times";

interface Props {
  at: string;
  /** How it is written; the other forms are in the tooltip. */
  form?: "full" | "short" | "clock" | "date" | "relative";
  zone?: string;
}

/** A time in the zone that was chosen, which the tooltip names. */
export function TimeText({ at, form = "short", zone }: Props) {
  const times = useTimes(zone);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = form === "relative" ? setInterval(() => tick((n) => n + 1), 15_000) : undefined;
    return () => clearInterval(timer);
  }, [form]);
  return (
    <time
      dateTime={at}
      // Tables have very many times: a title costs nothing until it is wanted.
      title={`${times.full(at)} ${times.zone} · ${new Date(at).toISOString()}`}
      style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}
    >
      {written(times, at, form)}
    </time>
  );
}

function written(times: Times, at: string, form: NonNullable<Props["form"]>): string {
  return form === "relative" ? times.relative(at) : times[form](at);
}
