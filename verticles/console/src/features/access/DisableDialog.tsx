import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Typography,
} from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useFeedback } from "../../ui/Feedback";
import { FormDialog } from "./shared/FormDialog";
import { useRunsText } from "./shared/runs";
import { useRequest } from "./shared/useRequest";

type Runs = Schemas["RunsOfDisabled"];

interface Props {
  name: string;
  /** What it means. */
  text: string;
  disable(cancelRunning: boolean): Promise<{ runs?: Runs }>;
  onChanged(): unknown;
  onClose(): void;
}

/** Disables somebody, and says what becomes of what they had started. */
export function DisableDialog({ name, text, disable, onChanged, onClose }: Props) {
  const { t } = useTranslation(["access", "ui"]);
  const { tell } = useFeedback();
  const runsText = useRunsText();
  const [cancelRunning, setCancelRunning] = useState(false);
  const [left, setLeft] = useState<Runs | null>(null);
  const { busy, problem, attempt } = useRequest();

  const send = (cancels: boolean) =>
    attempt(
      () => disable(cancels),
      async ({ runs }) => {
        if (runs && (runs.running || runs.detail) && !cancels) {
          setLeft(runs);
        } else {
          tell([t("disable.done", { name }), runs && runsText(runs)].filter(Boolean).join(" "));
          onClose();
        }
        await onChanged();
      },
    );
  if (left) {
    return (
      <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="disabled">
        <DialogTitle id="disabled">{t("disable.done", { name })}</DialogTitle>
        <DialogContent>
          <Alert severity={problem ? "error" : "warning"}>{problem?.message ?? runsText(left)}</Alert>
        </DialogContent>
        <DialogActions>
          <Button color="error" loading={busy} onClick={() => send(true)}>
            {t("disable.cancelNow", { count: left.running ?? 0 })}
          </Button>
          <Button variant="contained" onClick={onClose}>
            {t("disable.leave")}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t("disable.title", { name })}
      action={t("disable.action")}
      onSubmit={() => send(cancelRunning)}
      onClose={onClose}
      busy={busy}
      destructive
      problem={problem}
    >
      <Typography>{text}</Typography>
      <FormControlLabel
        label={t("disable.cancelRunning")}
        control={<Checkbox checked={cancelRunning} onChange={(_, yes) => setCancelRunning(yes)} />}
      />
    </FormDialog>
  );
}
