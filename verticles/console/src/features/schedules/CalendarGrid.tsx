import { Box, useMediaQuery, useTheme } from "@mui/material";
import { Repeat } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Times, useTimes } from "../../app/times";
import { Hidden } from "../../ui/StatusBadge";
import { lookOf } from "../../ui/states";
import { changesClock, type DayEntry, moveTo, OFTEN, type PlacedWeek, worstOf } from "./grid";

interface Props {
  weeks: PlacedWeek[];
  label: string;
  /** The day that is looked at. */
  day: string;
  today: string;
  /** The month that is meant, when days of others are shown too. */
  month?: string;
  zone: string;
  onDay(day: string): void;
}

/** Days in weeks. Arrows, Home, End, Page Up and Page Down go from day to day; what is due on it is below. */
export function CalendarGrid({ weeks, label, day, today, month, zone, onDay }: Props) {
  const { t, i18n } = useTranslation("schedules");
  const grid = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const narrow = useMediaQuery(useTheme().breakpoints.down("md"));
  const times = useTimes(zone);
  const weekday = useMemo(
    () => new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" }),
    [i18n.language],
  );
  const long = useMemo(
    () => new Intl.DateTimeFormat(i18n.language, { dateStyle: "full", timeZone: "UTC" }),
    [i18n.language],
  );
  useEffect(() => {
    if (moved.current) {
      moved.current = false;
      grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
    }
  }, [day]);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = event.ctrlKey || event.metaKey || event.altKey ? undefined : moveTo(event.key, day);
    if (to) {
      event.preventDefault();
      moved.current = true;
      onDay(to);
    }
  };
  return (
    <Box
      ref={grid}
      role="grid"
      aria-label={label}
      onKeyDown={onKeyDown}
      sx={(theme) => ({
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1.25,
        overflow: "hidden",
        backgroundColor: theme.vars?.palette.background.paper,
      })}
    >
      <Box role="row" sx={{ display: "grid", gridTemplateColumns: "repeat(7, minmax(0, 1fr))" }}>
        {weeks[0]?.days.map((each) => (
          <Box
            key={each}
            role="columnheader"
            sx={{ paddingInline: 1, paddingBlock: 0.75, color: "text.secondary", fontSize: "0.75rem", fontWeight: 560 }}
          >
            {weekday.format(new Date(`${each}T00:00Z`))}
          </Box>
        ))}
      </Box>
      {weeks.map((week) => (
        <Box key={week.days[0]} role="rowgroup">
          <Box role="row" sx={{ display: "grid", gridTemplateColumns: "repeat(7, minmax(0, 1fr))" }}>
            {week.days.map((each) => (
              <Day
                key={each}
                date={each}
                entries={week.entries.get(each) ?? []}
                zone={zone}
                times={times}
                long={long}
                narrow={narrow}
                most={weeks.length === 1 ? 14 : 4}
                outside={month !== undefined && !each.startsWith(month)}
                selected={each === day}
                today={each === today}
                onDay={onDay}
              />
            ))}
          </Box>
          {week.frequent.length > 0 && (
            <Box role="row">
              <Box
                role="gridcell"
                aria-colspan={7}
                sx={(theme) => ({
                  display: "flex",
                  flexWrap: "wrap",
                  columnGap: 2,
                  paddingInline: 1,
                  paddingBlock: 0.5,
                  fontSize: "0.75rem",
                  color: theme.vars?.palette.text.secondary,
                  borderTop: `1px dashed ${theme.vars?.palette.divider}`,
                })}
              >
                {week.frequent.map((each) => (
                  <Box
                    component="span"
                    key={each.scheduleId}
                    title={each.words}
                    sx={{ display: "inline-flex", gap: 0.5, alignItems: "center", minWidth: 0 }}
                  >
                    <Repeat size={12} aria-hidden />
                    {t("calendar.often", { name: each.name, count: each.due })}
                  </Box>
                ))}
              </Box>
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
}

interface DayProps {
  date: string;
  entries: DayEntry[];
  zone: string;
  times: Times;
  /** Writes a date in full. */
  long: Intl.DateTimeFormat;
  narrow: boolean;
  most: number;
  outside: boolean;
  selected: boolean;
  today: boolean;
  onDay(day: string): void;
}

function Day({ date, entries, zone, times, long, narrow, most, outside, selected, today, onDay }: DayProps) {
  const { t } = useTranslation("schedules");
  const due = entries.reduce((sum, entry) => sum + entry.times.length, 0);
  const changes = useMemo(() => changesClock(date, zone), [date, zone]);
  return (
    <Box
      role="gridcell"
      data-day={date}
      tabIndex={selected ? 0 : -1}
      aria-selected={selected}
      aria-current={today ? "date" : undefined}
      onClick={() => onDay(date)}
      sx={(theme) => ({
        minHeight: narrow ? 54 : 104,
        minWidth: 0,
        padding: "4px 6px",
        cursor: "pointer",
        borderTop: `1px solid ${theme.vars?.palette.divider}`,
        borderInlineStart: `1px solid ${theme.vars?.palette.divider}`,
        "&:first-of-type": { borderInlineStart: 0 },
        backgroundColor: outside ? theme.vars?.palette.background.default : "transparent",
        boxShadow: selected ? `inset 0 0 0 2px ${theme.vars?.palette.primary.main}` : "none",
        "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: -4 },
        fontSize: "0.75rem",
      })}
    >
      <Box sx={{ display: "flex", justifyContent: "space-between", gap: 0.5, marginBottom: 0.25 }}>
        <Box
          component="span"
          aria-hidden
          sx={(theme) => ({
            fontWeight: today ? 700 : 540,
            minWidth: 20,
            textAlign: "center",
            borderRadius: 1,
            color: today
              ? theme.vars?.palette.primary.contrastText
              : theme.vars?.palette.text[outside ? "secondary" : "primary"],
            backgroundColor: today ? theme.vars?.palette.primary.main : "transparent",
          })}
        >
          {Number(date.slice(8))}
        </Box>
        <Hidden>
          {long.format(new Date(`${date}T00:00Z`))}, {t("calendar.due", { count: due })}
        </Hidden>
        {changes && (
          <Box component="span" sx={(theme) => ({ color: theme.vars?.palette.tone.warning.text })}>
            {narrow ? "±" : t("calendar.clockChanges")}
          </Box>
        )}
      </Box>
      {narrow ? (
        due > 0 && <Count entries={entries} due={due} />
      ) : (
        <>
          {entries.slice(0, most).map((entry) => (
            <Entry key={entry.scheduleId} entry={entry} times={times} />
          ))}
          {entries.length > most && (
            <Box sx={{ color: "text.secondary" }}>{t("calendar.more", { count: entries.length - most })}</Box>
          )}
        </>
      )}
    </Box>
  );
}

function Count({ entries, due }: { entries: DayEntry[]; due: number }) {
  const worst = worstOf(entries.flatMap((entry) => entry.times));
  return (
    <Box
      aria-hidden
      sx={(theme) => ({
        display: "inline-block",
        paddingInline: 0.75,
        borderRadius: 1,
        fontVariantNumeric: "tabular-nums",
        color: theme.vars?.palette.tone[worst ? lookOf(worst).tone : "neutral"].text,
        backgroundColor: theme.vars?.palette.tone[worst ? lookOf(worst).tone : "neutral"].fill,
      })}
    >
      {due}
    </Box>
  );
}

function Entry({ entry, times }: { entry: DayEntry; times: Times }) {
  const { t } = useTranslation("schedules");
  const { t: ui } = useTranslation("ui");
  const worst = worstOf(entry.times);
  const { tone, icon: Icon } = worst ? lookOf(worst) : { tone: "neutral" as const, icon: null };
  const first = entry.times[0];
  const when =
    entry.times.length >= OFTEN
      ? t("calendar.times", { count: entry.times.length })
      : (first && times.minute(first.at)) + (entry.times.length > 1 ? ` +${entry.times.length - 1}` : "");
  return (
    <Box
      title={`${entry.name}: ${entry.words}`}
      sx={(theme) => ({
        display: "flex",
        alignItems: "center",
        gap: 0.5,
        marginTop: "2px",
        paddingInline: 0.5,
        borderRadius: 0.75,
        lineHeight: 1.5,
        color: theme.vars?.palette.tone[tone].text,
        backgroundColor: theme.vars?.palette.tone[tone].fill,
        "& svg": { flexShrink: 0 },
      })}
    >
      {Icon && <Icon size={11} aria-label={worst ? ui(`state.${worst}`) : undefined} aria-hidden={!worst} />}
      <Box component="span" sx={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
        {when}
      </Box>
      <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
        {entry.name}
      </Box>
    </Box>
  );
}
