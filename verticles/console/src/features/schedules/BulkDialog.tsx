import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { type ApiProblem, asProblem } from "../../api/problem";
import { useZone } from "../../app/times";
import { useFeedback } from "../../ui/Feedback";
import { Lines, Outcome } from "../../ui/Outcome";
import { instantIn } from "./draft";
import { ClockField } from "./fields";
import { useScheduleChange } from "./queries";

type Schedule = Schemas["Schedule"];
type Result = Schemas["ScheduleBulkResult"];
export type ScheduleAction = Schemas["BulkSchedules"]["action"];

interface Props {
  action: ScheduleAction;
  schedules: Schedule[];
  onClose(done: boolean): void;
}

const OPPOSITE = { pause: "resume", resume: "pause", enable: "disable", disable: "enable" } as const;

/** Shows what the server would do, then has it do exactly that, or nothing when it would be something else by now. */
export function BulkDialog({ action, schedules: given, onClose }: Props) {
  const { t } = useTranslation("schedules");
  const { t: ui } = useTranslation("ui");
  const { zone } = useZone();
  const { tell, fail } = useFeedback();
  const changed = useScheduleChange();
  const [schedules] = useState(given);
  const [ids] = useState(() => given.map((schedule) => schedule.id));
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const preview = useQuery({
    queryKey: ["schedules", "bulk", action, ids],
    queryFn: () => take(api.POST("/schedules/bulk", { body: { action, select: { ids }, preview: true } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

  const undo = async (done: Result) => {
    const back = done.items.filter((item) => item.outcome === "changed").map((item) => item.id);
    const before = schedules.filter((schedule) => back.includes(schedule.id) && schedule.pause);
    const plain = back.filter((id) => !before.some((schedule) => schedule.id === id));
    try {
      for (const { id, pause } of before) {
        const body = { reason: pause?.reason, until: pause?.until };
        await take(api.POST("/schedules/{id}/pause", { params: { path: { id } }, body }));
      }
      const rest = action === "resume" || action === "pause" ? plain : back;
      if (rest.length > 0) {
        await take(api.POST("/schedules/bulk", { body: { action: OPPOSITE[action], select: { ids: rest } } }));
      }
      tell(t("bulk.undone"));
    } catch (error) {
      fail(error);
    }
    await changed();
  };

  const run = async (told: Result) => {
    setBusy(true);
    setProblem(null);
    const pause = action === "pause" ? { reason: reason.trim() || null, until: instantIn(until, zone) } : {};
    try {
      const done = await take(
        api.POST("/schedules/bulk", { body: { action, select: { ids }, expect: told.changed, ...pause } }),
      );
      await changed();
      tell(t(`bulk.${action}.done`, { count: done.changed }), () => undo(done));
      onClose(true);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };

  const told = preview.data;
  return (
    <Dialog open onClose={() => !busy && onClose(false)} fullWidth maxWidth="sm" aria-labelledby="bulk-title">
      <DialogTitle id="bulk-title">{t(`bulk.${action}.title`, { count: told?.changed ?? ids.length })}</DialogTitle>
      <DialogContent>
        <Outcome query={preview} skeleton={<Lines count={3} />} permission="schedule:write">
          {(result) => <Told result={result} />}
        </Outcome>
        {action === "pause" && told && told.changed > 0 && (
          <Stack sx={{ gap: 2, marginTop: 2 }}>
            <TextField
              label={t("pause.reason")}
              value={reason}
              error={Boolean(problem?.of("/reason"))}
              helperText={problem?.of("/reason")}
              onChange={(event) => setReason(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 1000 } }}
            />
            <ClockField
              label={t("pause.until")}
              value={until}
              zone={zone}
              onChange={setUntil}
              error={problem?.of("/until")}
              help={t("pause.untilHelp")}
            />
          </Stack>
        )}
        {problem && (
          <Alert severity="error" role="alert" sx={{ marginTop: 2 }}>
            {problem.code === "selection_changed" ? t("bulk.selectionChanged") : problem.message}
            {problem.code === "selection_changed" && (
              <Button
                onClick={() => {
                  setProblem(null);
                  void preview.refetch();
                }}
              >
                {t("bulk.lookAgain")}
              </Button>
            )}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={() => onClose(false)} disabled={busy}>
          {ui("back")}
        </Button>
        <Button
          variant="contained"
          color={action === "disable" ? "error" : "primary"}
          loading={busy}
          disabled={!told || told.changed === 0}
          onClick={() => told && void run(told)}
        >
          {t(`bulk.${action}.action`, { count: told?.changed ?? 0 })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const OUTCOMES = ["changed", "unchanged", "refused"] as const;

/** What would become of each, by its name. */
function Told({ result }: { result: Result }) {
  const { t } = useTranslation("schedules");
  return (
    <Stack sx={{ gap: 1.5 }}>
      {OUTCOMES.map((outcome) => {
        const items = result.items.filter((item) => item.outcome === outcome);
        return (
          items.length > 0 && (
            <Box key={outcome}>
              <Typography variant="h3" component="h3">
                {t(`bulk.outcome.${outcome}`, { count: items.length })}
              </Typography>
              <Box
                component="ul"
                tabIndex={items.length > 8 ? 0 : undefined}
                sx={{ margin: "4px 0 0", paddingInlineStart: 2.5, maxHeight: 220, overflowY: "auto" }}
              >
                {items.map((item) => (
                  <li key={item.id}>
                    {item.name}
                    {item.detail && (
                      <Box component="span" sx={{ color: "text.secondary" }}>
                        {" "}
                        · {item.detail}
                      </Box>
                    )}
                  </li>
                ))}
              </Box>
            </Box>
          )
        );
      })}
    </Stack>
  );
}
