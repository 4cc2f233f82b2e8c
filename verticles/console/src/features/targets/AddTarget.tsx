import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "../../api/problem";
import { useFeedback } from "../../ui/Feedback";
import { createTarget, deleteTarget, useTargetsChanged } from "./data";
import { draftOf, inputOfDraft, TargetFields } from "./TargetFields";

/** The dialog for a new target. */
export function AddTarget({ open, onClose }: { open: boolean; onClose(): void }) {
  return (
    <Dialog open={open} onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="add-target">
      {open && <AddForm onClose={onClose} />}
    </Dialog>
  );
}

function AddForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  const { tell, fail } = useFeedback();
  const changed = useTargetsChanged();
  const [draft, setDraft] = useState(() => draftOf());
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const input = inputOfDraft(draft);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!input) {
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const made = await createTarget(input);
      await changed();
      onClose();
      tell(t("add.done", { name: made.name }), () => deleteTarget(made.id).then(changed, fail));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogTitle id="add-target">{t("add.title")}</DialogTitle>
      <DialogContent>
        <ProblemAlert problem={problem} />
        <TargetFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} problem={problem} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{ui("cancel")}</Button>
        <Button type="submit" variant="contained" loading={busy} disabled={!input}>
          {t("add.action")}
        </Button>
      </DialogActions>
    </form>
  );
}

/** What was refused, unless it is said at a field already. */
export function ProblemAlert({ problem }: { problem: ApiProblem | null }) {
  const { t } = useTranslation("ui");
  if (!problem || problem.errors.some(({ pointer }) => pointer)) {
    return null;
  }
  return (
    <Alert severity="error" role="alert" sx={{ marginBottom: 1 }}>
      {problem.isOffline ? t("offline.title") : problem.message}
      {problem.requestId && ` (${t("requestId", { id: problem.requestId })})`}
    </Alert>
  );
}
