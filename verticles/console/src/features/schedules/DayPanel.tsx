import { Box, Link, Stack, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { Schemas } from "../../api/client";
import { useTimes } from "../../app/times";
import { plusDays, startOfDay } from "../../app/zones";
import { Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { OFTEN } from "./grid";
import { useTimeline } from "./useTimeline";

type Item = Schemas["Timeline"]["items"][number];

/** What is due and was done on one day; what is due often with its counts. */
export function DayPanel({ day, zone }: { day: string; zone: string }) {
  const { t, i18n } = useTranslation("schedules");
  const query = useTimeline(startOfDay(day, zone), startOfDay(plusDays(day, 1), zone));
  const long = new Intl.DateTimeFormat(i18n.language, { dateStyle: "full", timeZone: "UTC" });
  return (
    <Box
      component="section"
      aria-labelledby="day-title"
      sx={(theme) => ({
        padding: 2,
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1.25,
        backgroundColor: theme.vars?.palette.background.paper,
      })}
    >
      <Typography id="day-title" variant="h2" sx={{ marginBottom: 1 }}>
        {long.format(new Date(`${day}T00:00Z`))}
      </Typography>
      <Outcome query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Typography color="textSecondary">{t("calendar.nothing")}</Typography>
          ) : (
            <Box component="ul" sx={{ listStyle: "none", margin: 0, padding: 0 }}>
              {items.map((item) => (
                <Line key={item.scheduleId} item={item} zone={zone} />
              ))}
            </Box>
          )
        }
      </Outcome>
    </Box>
  );
}

function Line({ item, zone }: { item: Item; zone: string }) {
  const { t } = useTranslation("schedules");
  const times = useTimes(zone);
  const often = item.due >= OFTEN;
  return (
    <Box
      component="li"
      sx={(theme) => ({
        display: "grid",
        gap: 1,
        gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) minmax(0, 2fr)" },
        paddingBlock: 1,
        borderTop: `1px solid ${theme.vars?.palette.divider}`,
      })}
    >
      <Box sx={{ minWidth: 0 }}>
        <Link
          component={RouterLink}
          to={`/schedules/${item.scheduleId}`}
          sx={{ fontWeight: 560, overflowWrap: "anywhere" }}
        >
          {item.name}
        </Link>
        <Typography variant="body2" color="textSecondary">
          {item.words}
        </Typography>
      </Box>
      {often ? (
        <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "center" }}>
          <Typography>
            {t("calendar.times", { count: item.due })}
            {item.first && item.last && `, ${times.clock(item.first)} – ${times.clock(item.last)}`}
          </Typography>
          {Object.entries(item.states).map(([state, count]) => (
            <StatusBadge key={state} state={state} count={count} />
          ))}
        </Stack>
      ) : (
        <Stack direction="row" sx={{ gap: 1.5, flexWrap: "wrap" }}>
          {item.times.map((time) => (
            <Stack key={time.at} direction="row" sx={{ gap: 0.75, alignItems: "center" }}>
              <time dateTime={time.at} style={{ fontVariantNumeric: "tabular-nums" }}>
                {times.clock(time.at)}
              </time>
              {time.state &&
                (time.executionId ? (
                  <Link component={RouterLink} to={`/executions/${time.executionId}`} underline="none">
                    <StatusBadge state={time.state} />
                  </Link>
                ) : (
                  <StatusBadge state={time.state} />
                ))}
              {time.notes?.map((note) => (
                <Typography
                  key={note.code}
                  variant="body2"
                  sx={(theme) => ({ color: theme.vars?.palette.tone.warning.text })}
                >
                  {t(`note.${note.code}`)}
                </Typography>
              ))}
            </Stack>
          ))}
        </Stack>
      )}
    </Box>
  );
}
