import { Alert, Box, Button, IconButton, Link, MenuItem, Stack, TextField, Typography } from "@mui/material";
import { CalendarClock, ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { Schemas } from "../../api/client";
import { useTimes, useZone } from "../../app/times";
import { HOUR, instantOf, wallOf } from "../../app/zones";
import { Empty, Outcome } from "../../ui/Outcome";
import { Hidden } from "../../ui/StatusBadge";
import { lookOf } from "../../ui/states";
import { useUrlState } from "../../ui/useUrlState";
import { Conflicts } from "./Conflicts";
import { useConflicts, useTimeline } from "./useTimeline";

const RANGES = ["3", "6", "12", "24", "48", "168"];
type Item = Schemas["Timeline"]["items"][number];

/** Hours from left to right, with a lane for each schedule, and what gets in the way of what. */
export function TimelineView() {
  const { t } = useTranslation("schedules");
  const { zone } = useZone();
  const times = useTimes();
  const [askedFrom, setFrom] = useUrlState("from");
  const [askedHours, setHours] = useUrlState("hours", "12");
  const hours = RANGES.includes(askedHours) ? Number(askedHours) : 12;
  const parsed = Date.parse(askedFrom);
  const from = useMemo(() => {
    const now = Math.floor(Date.now() / HOUR) * HOUR;
    return Number.isNaN(parsed) ? now - HOUR : parsed;
  }, [parsed]);
  const to = from + hours * HOUR;
  const timeline = useTimeline(from, to);
  const conflicts = useConflicts(from, to);
  const move = (at: number) => setFrom(new Date(at).toISOString());

  return (
    <Stack sx={{ gap: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "center" }}>
        <IconButton aria-label={t("timeline.earlier")} onClick={() => move(from - (hours * HOUR) / 2)}>
          <ChevronLeft size={18} />
        </IconButton>
        <IconButton aria-label={t("timeline.later")} onClick={() => move(from + (hours * HOUR) / 2)}>
          <ChevronRight size={18} />
        </IconButton>
        <TextField
          type="datetime-local"
          label={t("timeline.from")}
          value={wallOf(from, zone).slice(0, 16)}
          onChange={(event) => {
            const at = instantOf(event.target.value, zone);
            if (!Number.isNaN(at)) {
              move(at);
            }
          }}
          sx={{ width: 210 }}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <TextField
          select
          label={t("timeline.length")}
          value={String(hours)}
          onChange={(event) => setHours(event.target.value)}
          sx={{ width: 130 }}
        >
          {RANGES.map((each) => (
            <MenuItem key={each} value={each}>
              {Number(each) < 72
                ? t("timeline.hours", { count: Number(each) })
                : t("timeline.days", { count: Number(each) / 24 })}
            </MenuItem>
          ))}
        </TextField>
        <Button variant="outlined" onClick={() => setFrom("")}>
          {t("timeline.now")}
        </Button>
      </Stack>
      <Typography variant="h2" aria-live="polite">
        {times.short(from)} – {times.short(to)}
      </Typography>
      <Outcome query={timeline} permission="schedule:read">
        {({ items, complete }) => (
          <>
            {!complete && <Alert severity="warning">{t("calendar.incomplete")}</Alert>}
            {items.length === 0 ? (
              <Empty
                icon={CalendarClock}
                title={t("timeline.empty")}
                cli={`opsconductor schedule simulate --from ${wallOf(from, zone).slice(0, 16)} --to ${hours}h --zone ${zone}`}
              />
            ) : (
              <Lanes items={items} from={from} to={to} conflicts={conflicts.data} />
            )}
          </>
        )}
      </Outcome>
      <Conflicts query={conflicts} />
    </Stack>
  );
}

interface LanesProps {
  items: Item[];
  from: number;
  to: number;
  conflicts: Schemas["Conflicts"] | undefined;
}

const LABEL = { xs: "100%", md: "260px minmax(0, 1fr)" };

function Lanes({ items, from, to, conflicts }: LanesProps) {
  const { t } = useTranslation("schedules");
  return (
    <Box
      role="list"
      aria-label={t("timeline.lanes")}
      sx={(theme) => ({
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1.25,
        overflow: "hidden",
        backgroundColor: theme.vars?.palette.background.paper,
      })}
    >
      <Ticks from={from} to={to} />
      {items.map((item) => (
        <Lane
          key={item.scheduleId}
          item={item}
          from={from}
          to={to}
          conflicts={(conflicts?.targets ?? []).filter(
            (each) => each.scheduleId === item.scheduleId || each.otherScheduleId === item.scheduleId,
          )}
        />
      ))}
    </Box>
  );
}

const part = (at: number, from: number, to: number) => ((at - from) / (to - from)) * 100;

/** The hours above the lanes; as many as fit. */
function Ticks({ from, to }: { from: number; to: number }) {
  const times = useTimes();
  const hours = (to - from) / HOUR;
  const step = Math.max(1, Math.ceil(hours / 12)) * HOUR;
  const first = Math.ceil(from / HOUR) * HOUR;
  const ticks: number[] = [];
  for (let at = first; at < to; at += step) {
    ticks.push(at);
  }
  const label = (at: number) => (hours > 72 ? times.day(at) : times.minute(at));
  return (
    <Box aria-hidden sx={{ display: "grid", gridTemplateColumns: LABEL, columnGap: 1.5, paddingInline: 1.5 }}>
      <Box sx={{ display: { xs: "none", md: "block" } }} />
      <Box sx={{ position: "relative", height: 26, overflow: "hidden" }}>
        {ticks.map((at, index) => (
          <Box
            key={at}
            sx={{
              position: "absolute",
              insetInlineStart: `${part(at, from, to)}%`,
              paddingInlineStart: 0.5,
              lineHeight: "26px",
              fontSize: "0.75rem",
              color: "text.secondary",
              fontVariantNumeric: "tabular-nums",
              whiteSpace: "nowrap",
              display: { xs: index % 3 === 0 ? "block" : "none", md: "block" },
            }}
          >
            {label(at)}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

interface LaneProps {
  item: Item;
  from: number;
  to: number;
  conflicts: Schemas["Conflicts"]["targets"];
}

function Lane({ item, from, to, conflicts }: LaneProps) {
  const { t } = useTranslation("schedules");
  const { t: ui } = useTranslation("ui");
  const times = useTimes();
  const now = Date.now();
  const often = item.due > item.times.length && item.first && item.last;
  return (
    <Box
      role="listitem"
      sx={(theme) => ({
        display: "grid",
        gridTemplateColumns: LABEL,
        columnGap: 1.5,
        alignItems: "center",
        paddingInline: 1.5,
        paddingBlock: { xs: 0.75, md: 0 },
        minHeight: 40,
        borderTop: `1px solid ${theme.vars?.palette.divider}`,
      })}
    >
      <Box sx={{ minWidth: 0, display: "flex", gap: 1, alignItems: "baseline" }}>
        <Link
          component={RouterLink}
          to={`/schedules/${item.scheduleId}`}
          title={item.words}
          sx={{ fontWeight: 540, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}
        >
          {item.name}
        </Link>
        <Typography variant="caption" color="textSecondary" sx={{ whiteSpace: "nowrap" }}>
          {t("calendar.times", { count: item.due })}
        </Typography>
      </Box>
      <Box
        sx={(theme) => ({
          position: "relative",
          height: 34,
          backgroundColor: theme.vars?.palette.background.default,
          borderRadius: 0.75,
          overflow: "hidden",
        })}
      >
        <Hidden>
          {often
            ? `${times.short(item.first ?? from)} – ${times.short(item.last ?? to)}`
            : item.times
                .map((time) => `${times.short(time.at)} ${time.state ? ui(`state.${time.state}`) : ""}`)
                .join("; ")}
          {conflicts.map((each) => `; ${t("timeline.conflictAt", { at: times.short(each.at) })}`).join("")}
        </Hidden>
        {often && item.first && item.last && (
          <Box
            title={item.words}
            sx={(theme) => ({
              position: "absolute",
              insetBlock: 11,
              insetInlineStart: `${part(Date.parse(item.first ?? ""), from, to)}%`,
              width: `${part(Date.parse(item.last ?? ""), from, to) - part(Date.parse(item.first ?? ""), from, to)}%`,
              borderRadius: 1,
              backgroundColor: theme.vars?.palette.tone.info.fill,
              border: `1px dashed ${theme.vars?.palette.tone.info.solid}`,
            })}
          />
        )}
        {item.times.map((time) => {
          const tone = time.state ? lookOf(time.state).tone : "info";
          return (
            <Box
              key={time.at}
              title={`${times.full(time.at)}${time.state ? ` · ${ui(`state.${time.state}`)}` : ""}${(time.notes ?? []).map((note) => ` · ${note.words}`).join("")}`}
              sx={(theme) => ({
                position: "absolute",
                insetBlock: 8,
                width: often ? 2 : 6,
                marginInlineStart: often ? "-1px" : "-3px",
                borderRadius: 0.5,
                insetInlineStart: `${part(Date.parse(time.at), from, to)}%`,
                backgroundColor: time.state ? theme.vars?.palette.tone[tone].solid : "transparent",
                border: `${often ? 1 : 1.5}px solid ${theme.vars?.palette.tone[tone].solid}`,
              })}
            />
          );
        })}
        {conflicts.map((each) => (
          <Box
            key={`${each.scheduleId}${each.otherScheduleId}`}
            title={t("timeline.conflictAt", { at: times.short(each.at) })}
            sx={(theme) => ({
              position: "absolute",
              top: 0,
              width: 0,
              height: 0,
              marginInlineStart: "-5px",
              borderInline: "5px solid transparent",
              borderTop: `7px solid ${theme.vars?.palette.tone.warning.solid}`,
              insetInlineStart: `${part(Date.parse(each.at), from, to)}%`,
            })}
          />
        ))}
        {now >= from && now < to && (
          <Box
            sx={(theme) => ({
              position: "absolute",
              insetBlock: 0,
              width: "2px",
              insetInlineStart: `${part(now, from, to)}%`,
              backgroundColor: theme.vars?.palette.primary.main,
            })}
          />
        )}
      </Box>
    </Box>
  );
}
