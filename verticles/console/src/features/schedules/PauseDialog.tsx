import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { type ApiProblem, asProblem } from "../../api/problem";
import { useZone } from "../../app/times";
import { useFeedback } from "../../ui/Feedback";
import { instantIn } from "./draft";
import { ClockField } from "./fields";
import { useScheduleChange } from "./queries";

/** Pauses a schedule, with why and until when. */
export function PauseDialog({ schedule, onClose }: { schedule: Schemas["Schedule"]; onClose(): void }) {
  const { t } = useTranslation("schedules");
  const { t: ui } = useTranslation("ui");
  const { zone } = useZone();
  const { tell, fail } = useFeedback();
  const changed = useScheduleChange();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const path = { id: schedule.id };
  const resume = async () => {
    await take(api.POST("/schedules/{id}/resume", { params: { path }, body: {} })).catch(fail);
    await changed();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const body = { reason: reason.trim() || null, until: instantIn(until, zone) };
      await take(api.POST("/schedules/{id}/pause", { params: { path }, body }));
      await changed();
      tell(t("pause.done", { name: schedule.name }), resume);
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="pause-title">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id="pause-title">{t("pause.title", { name: schedule.name })}</DialogTitle>
        <DialogContent>
          <Stack sx={{ gap: 2 }}>
            <Typography color="textSecondary">{t("pause.text")}</Typography>
            <TextField
              autoFocus
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
            {problem && problem.errors.length === 0 && <Alert severity="error">{problem.message}</Alert>}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{ui("back")}</Button>
          <Button type="submit" variant="contained" loading={busy}>
            {t("pause.action")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
