import { Box, Stack } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { Tone } from "../../app/theme";
import { useTimes } from "../../app/times";
import { Lines, Outcome } from "../../ui/Outcome";
import { byHour, type Outcome as Ended, type HourOfDay, OUTCOMES } from "./home";
import { Panel, Quiet } from "./Panel";
import { useLastDay } from "./useHome";

const TONES: Record<Ended, Tone> = { succeeded: "success", failed: "error", other: "neutral", running: "info" };
const HEIGHT = 96;

/** How executions of the last 24 hours ended, hour by hour: as bars, and as a table for who does not see them. */
export function LastDay() {
  const { t } = useTranslation("home");
  const query = useLastDay();
  return (
    <Panel
      id="day"
      title={t("day.title")}
      more={{ label: t("day.more"), to: `/executions?q=${encodeURIComponent("started>-24h")}` }}
    >
      <Outcome query={query} skeleton={<Lines count={2} />} permission="execution:read">
        {({ items, whole, now }) => {
          const hours = byHour(items, now);
          return (
            <>
              {!whole && <Quiet>{t("day.part", { count: items.length })}</Quiet>}
              <Legend hours={hours} />
              <Bars hours={hours} />
              <Table hours={hours} />
            </>
          );
        }}
      </Outcome>
    </Panel>
  );
}

function Legend({ hours }: { hours: HourOfDay[] }) {
  const { t } = useTranslation("home");
  return (
    <Stack direction="row" sx={{ columnGap: 2, rowGap: 0.5, flexWrap: "wrap" }}>
      {OUTCOMES.map((outcome) => (
        <Box key={outcome} component="span" sx={{ display: "inline-flex", gap: 0.75, alignItems: "center" }}>
          <Box
            aria-hidden
            sx={(theme) => ({
              width: 10,
              height: 10,
              borderRadius: 0.5,
              backgroundColor: theme.vars?.palette.tone[TONES[outcome]].solid,
            })}
          />
          {t(`day.${outcome}`, { count: hours.reduce((sum, hour) => sum + hour.counts[outcome], 0) })}
        </Box>
      ))}
    </Stack>
  );
}

function Bars({ hours }: { hours: HourOfDay[] }) {
  const times = useTimes();
  const most = Math.max(1, ...hours.map((hour) => hour.total));
  return (
    <Box aria-hidden sx={{ display: "grid", gridTemplateColumns: "repeat(24, minmax(0, 1fr))", gap: "3px" }}>
      {hours.map((hour, index) => (
        <Box key={hour.at} sx={{ minWidth: 0 }} title={`${times.short(hour.at)}: ${hour.total}`}>
          <Box
            sx={(theme) => ({
              height: HEIGHT,
              display: "flex",
              flexDirection: "column-reverse",
              borderBottom: `1px solid ${theme.vars?.palette.line}`,
            })}
          >
            {OUTCOMES.map(
              (outcome) =>
                hour.counts[outcome] > 0 && (
                  <Box
                    key={outcome}
                    sx={(theme) => ({ flexShrink: 0, backgroundColor: theme.vars?.palette.tone[TONES[outcome]].solid })}
                    style={{ height: Math.max(2, (hour.counts[outcome] / most) * (HEIGHT - 8)) }}
                  />
                ),
            )}
          </Box>
          <Box
            sx={{
              display: "flex",
              justifyContent: index === hours.length - 1 ? "flex-end" : "flex-start",
              fontSize: "0.6875rem",
              color: "text.secondary",
              height: 18,
              whiteSpace: "nowrap",
            }}
          >
            {index % 6 === 5 ? times.clock(hour.at).slice(0, 5) : ""}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Table({ hours }: { hours: HourOfDay[] }) {
  const { t } = useTranslation("home");
  const times = useTimes();
  return (
    <Box sx={{ position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" }}>
      <table>
        <caption>{t("day.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("day.hour")}</th>
            {OUTCOMES.map((outcome) => (
              <th key={outcome} scope="col">
                {t(`day.column.${outcome}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours
            .filter((hour) => hour.total > 0)
            .map((hour) => (
              <tr key={hour.at}>
                <th scope="row">{times.short(hour.at)}</th>
                {OUTCOMES.map((outcome) => (
                  <td key={outcome}>{hour.counts[outcome]}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </Box>
  );
}
