import { Alert, Box, Skeleton, Stack, Typography } from "@mui/material";
import { Ban, CalendarX, Clock4, Copy, Info, type LucideIcon, Shuffle, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { Tone } from "../../app/theme";
import { mono } from "../../app/theme";
import type { usePreview } from "./queries";

type Times = Schemas["SchedulePreview"]["times"];
type Note = Schemas["DueNotes"][number];

const NOTES: Record<Note["code"], { tone: Tone; icon: LucideIcon }> = {
  shifted: { tone: "warning", icon: Clock4 },
  first_of_two: { tone: "warning", icon: Copy },
  second_of_two: { tone: "warning", icon: Copy },
  blacked_out: { tone: "error", icon: Ban },
  outside_window: { tone: "error", icon: CalendarX },
  day_of_month_or_week: { tone: "info", icon: Info },
  jitter: { tone: "neutral", icon: Shuffle },
};

/** In words, and the next times: what the engine that fires says about what is typed. */
export function PreviewPanel({ preview, zone }: { preview: ReturnType<typeof usePreview>; zone: string }) {
  const { t } = useTranslation("schedules");
  const problem = preview.error ? asProblem(preview.error) : null;
  const told = preview.data && !problem ? preview.data : null;
  return (
    <Box
      component="section"
      aria-labelledby="preview-title"
      aria-busy={preview.isFetching || preview.behind}
      sx={(theme) => ({
        display: "grid",
        gridTemplateColumns: "minmax(0, 1fr)",
        gap: 1.5,
        padding: { xs: 1.5, sm: 2 },
        border: `1px solid ${theme.vars?.palette.line}`,
        borderRadius: 1.25,
        backgroundColor: theme.vars?.palette.background.paper,
      })}
    >
      <Typography id="preview-title" variant="h2">
        {t("preview.title")}
      </Typography>
      <Box role="status">
        {problem ? (
          <Alert severity={problem.isOffline ? "warning" : "error"} icon={<TriangleAlert size={18} />}>
            {problem.isOffline ? t("preview.offline") : problem.message}
          </Alert>
        ) : told ? (
          <Typography sx={{ fontSize: "1rem", fontWeight: 560, overflowWrap: "anywhere" }}>{told.words}</Typography>
        ) : (
          <Skeleton width="70%" />
        )}
      </Box>
      {told && (
        <Box sx={{ opacity: preview.behind ? 0.6 : 1 }}>
          {told.times.length === 0 ? (
            <Alert severity="warning">{t("preview.none")}</Alert>
          ) : (
            <TimesList times={told.times} zone={zone} />
          )}
        </Box>
      )}
    </Box>
  );
}

/** Due times by the clock of the zone and in UTC, with what is worth knowing of each. */
export function TimesList({ times, zone }: { times: Times; zone: string }) {
  const { t, i18n } = useTranslation("schedules");
  const shared = sharedNotes(times);
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  return (
    <Stack sx={{ gap: 1 }}>
      {shared.map((note) => (
        <NoteLine key={note.code} note={note} />
      ))}
      <Box
        component="ol"
        aria-label={t("preview.times", { zone })}
        sx={{ listStyle: "none", margin: 0, padding: 0, fontVariantNumeric: "tabular-nums" }}
      >
        {times.map((time) => (
          <Box
            component="li"
            key={time.at}
            sx={(theme) => ({ paddingBlock: 0.75, borderTop: `1px solid ${theme.vars?.palette.divider}` })}
          >
            <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 1.5, alignItems: "baseline" }}>
              <Box component="span" sx={{ ...mono, fontWeight: 600, whiteSpace: "nowrap" }}>
                {weekday.format(new Date(`${time.local}Z`))} {time.local.replace("T", " ").replace(/:00$/, "")}
              </Box>
              <Box component="span" sx={{ ...mono, color: "text.secondary", whiteSpace: "nowrap" }}>
                {time.offset}
              </Box>
              <Box component="span" sx={{ ...mono, color: "text.secondary", whiteSpace: "nowrap" }}>
                {time.at.replace("T", " ").replace(/(:00)?(\.0+)?Z$/, "")} UTC
              </Box>
            </Box>
            {(time.notes ?? [])
              .filter((note) => !shared.some((each) => each.code === note.code && each.words === note.words))
              .map((note) => (
                <NoteLine key={note.code} note={note} />
              ))}
          </Box>
        ))}
      </Box>
    </Stack>
  );
}

/** What is the same of all times is said once. */
function sharedNotes(times: Times): Note[] {
  const [first, ...rest] = times;
  if (!first || rest.length === 0) {
    return [];
  }
  return (first.notes ?? []).filter((note) =>
    rest.every((time) => time.notes?.some((each) => each.code === note.code && each.words === note.words)),
  );
}

function NoteLine({ note }: { note: Note }) {
  const { t } = useTranslation("schedules");
  const { tone, icon: Icon } = NOTES[note.code];
  return (
    <Box
      sx={(theme) => ({
        display: "flex",
        gap: 0.75,
        alignItems: "flex-start",
        marginTop: 0.5,
        padding: "3px 8px",
        borderRadius: 1,
        fontSize: "0.8125rem",
        color: theme.vars?.palette.tone[tone].text,
        backgroundColor: theme.vars?.palette.tone[tone].fill,
        "& svg": { flexShrink: 0, marginTop: "2px" },
      })}
    >
      <Icon size={14} aria-hidden />
      <span>
        <strong>{t(`note.${note.code}`)}</strong>: {note.words}
      </span>
    </Box>
  );
}
