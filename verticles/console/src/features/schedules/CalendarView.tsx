import {
  Alert,
  Box,
  Button,
  IconButton,
  LinearProgress,
  Stack,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from "@mui/material";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "../../app/times";
import { dateOf, plusDays, plusMonths } from "../../app/zones";
import { Outcome } from "../../ui/Outcome";
import { useUrlState } from "../../ui/useUrlState";
import { CalendarGrid } from "./CalendarGrid";
import { DayPanel } from "./DayPanel";
import { monthOf, weekOf } from "./grid";
import { useWeeks } from "./useTimeline";

/** Everything due and done in a month or a week, on the days of the chosen zone. */
export function CalendarView() {
  const { t, i18n } = useTranslation("schedules");
  const { zone } = useZone();
  const today = dateOf(Date.now(), zone);
  const [view, setView] = useUrlState("view", "month");
  const [askedDay, setUrlDay] = useUrlState("day");
  const urlDay = /^\d{4}-\d{2}-\d{2}$/.test(askedDay) && !Number.isNaN(Date.parse(askedDay)) ? askedDay : today;
  // The address follows a moment later; keys must not wait for it.
  const [ahead, setAhead] = useState<string | null>(null);
  const day = ahead ?? urlDay;
  useEffect(() => setAhead((before) => (before === urlDay ? null : before)), [urlDay]);
  const setDay = (to: string) => {
    setAhead(to === "" ? today : to);
    setUrlDay(to);
  };
  const byWeek = view === "week";
  const month = day.slice(0, 7);
  const monday = weekOf(day, zone).days[0] ?? day;
  const weeks = useMemo(
    () => (byWeek ? [weekOf(monday, zone)] : monthOf(`${month}-01`, zone)),
    [byWeek, month, monday, zone],
  );
  const query = useWeeks(weeks, zone);
  const step = (by: number) => setDay(byWeek ? plusDays(day, 7 * by) : plusMonths(day, by));
  const format = new Intl.DateTimeFormat(i18n.language, { month: "long", year: "numeric", timeZone: "UTC" });
  const range = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" });
  const heading = byWeek
    ? range.formatRange(new Date(`${monday}T00:00Z`), new Date(`${plusDays(monday, 6)}T00:00Z`))
    : format.format(new Date(`${month}-01T00:00Z`));

  return (
    <Stack sx={{ gap: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "center" }}>
        <IconButton aria-label={t(byWeek ? "calendar.weekBefore" : "calendar.monthBefore")} onClick={() => step(-1)}>
          <ChevronLeft size={18} />
        </IconButton>
        <IconButton aria-label={t(byWeek ? "calendar.weekAfter" : "calendar.monthAfter")} onClick={() => step(1)}>
          <ChevronRight size={18} />
        </IconButton>
        <Typography variant="h2" aria-live="polite">
          {heading}
        </Typography>
        <Box sx={{ flex: 1 }} />
        <Button variant="outlined" onClick={() => setDay("")}>
          {t("calendar.today")}
        </Button>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={byWeek ? "week" : "month"}
          aria-label={t("calendar.view")}
          onChange={(_, next: string | null) => next && setView(next)}
        >
          {(["month", "week"] as const).map((each) => (
            <ToggleButton key={each} value={each} sx={{ textTransform: "none" }}>
              {t(`calendar.${each}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Stack>
      <Outcome query={query} permission="schedule:read">
        {({ weeks: placed, complete, behind }) => (
          <>
            <Box sx={{ height: 4 }}>{behind && <LinearProgress aria-label={t("calendar.loading")} />}</Box>
            {!complete && <Alert severity="warning">{t("calendar.incomplete")}</Alert>}
            <CalendarGrid
              weeks={placed}
              label={heading}
              day={day}
              today={today}
              month={byWeek ? undefined : month}
              zone={zone}
              onDay={setDay}
            />
            <DayPanel day={day} zone={zone} />
          </>
        )}
      </Outcome>
    </Stack>
  );
}
