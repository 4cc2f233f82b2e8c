import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack } from "@mui/material";
import { Save, Undo2 } from "lucide-react";
import { lazy, type SetStateAction, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "../../api/problem";
import { queryClient } from "../../api/queries";
import { useCan } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { Lines } from "../../ui/Outcome";
import { anotherPage, useLeaveGuard } from "../../ui/useLeaveGuard";
import { useSays } from "./fields";
import { JobEditor } from "./JobEditor";
import type { Draft } from "./JobPage";
import { formOf, inputOf, type Job, type JobForm, sameDefinition } from "./jobForm";
import { saveJob, showWrong } from "./jobQueries";
import { wrongsOf } from "./validation";

const DefinitionDiff = lazy(() => import("./DefinitionDiff"));

interface Props {
  current: Job;
  draft: Draft;
  onDraft(draft: SetStateAction<Draft>): void;
}

/** The definition, edited and saved as a new version over the one it was made of. */
export function JobDefinition({ current, draft, onDraft }: Props) {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const { tell } = useFeedback();
  const [problem, setProblem] = useState<ApiProblem>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const { base, form } = draft;
  const changed = !sameDefinition(form, formOf(base));
  const overtaken = current.version > base.version;
  const wrongs = tried ? wrongsOf(form) : {};
  const says = useSays(wrongs, problem);
  const writable = can("job:write");
  useLeaveGuard(() => changed, anotherPage);

  const begin = (job: Job) => {
    onDraft({ base: job, form: formOf(job) });
    setProblem(undefined);
    setTried(false);
  };

  // Who changes nothing sees what is current.
  useEffect(() => {
    if (overtaken && !changed) {
      onDraft({ base: current, form: formOf(current) });
    }
  }, [overtaken, changed, current, onDraft]);

  const save = async () => {
    setTried(true);
    setProblem(undefined);
    if (Object.keys(wrongsOf(form)).length > 0) {
      showWrong();
      return;
    }
    setBusy(true);
    try {
      const saved = await saveJob(base, inputOf(form));
      begin(saved);
      tell(t("saved", { version: saved.version }));
    } catch (error) {
      const refused = asProblem(error);
      if (refused.status === 412) {
        await queryClient.invalidateQueries({ queryKey: ["jobs", "one", base.id] });
      } else {
        setProblem(refused);
        showWrong();
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Stack sx={{ gap: 2 }}>
      {!writable && <Alert severity="info">{t("readOnly")}</Alert>}
      {overtaken && changed && (
        <Overtaken
          current={current}
          form={form}
          onReload={() => begin(current)}
          onKeep={() => onDraft({ base: current, form })}
        />
      )}
      <JobEditor
        form={form}
        onChange={(change: SetStateAction<JobForm>) =>
          onDraft((before) => ({
            ...before,
            form: typeof change === "function" ? change(before.form) : change,
          }))
        }
        says={says}
        problem={problem}
        readOnly={!writable}
      />
      {writable && changed && (
        <Box
          sx={(theme) => ({
            position: "sticky",
            bottom: 0,
            zIndex: 2,
            display: "flex",
            flexWrap: "wrap",
            gap: 1,
            alignItems: "center",
            justifyContent: "flex-end",
            padding: 1.25,
            border: `1px solid ${theme.vars?.palette.line}`,
            borderRadius: 1.25,
            backgroundColor: theme.vars?.palette.background.paper,
          })}
        >
          <Box role="status" sx={{ marginInlineEnd: "auto", color: "text.secondary" }}>
            {t(overtaken ? "overtaken.first" : "unsaved")}
          </Box>
          <Button startIcon={<Undo2 size={16} />} onClick={() => begin(base)}>
            {t("discard")}
          </Button>
          <Button variant="contained" startIcon={<Save size={16} />} loading={busy} disabled={overtaken} onClick={save}>
            {t("save")}
          </Button>
        </Box>
      )}
    </Stack>
  );
}

interface OvertakenProps {
  current: Job;
  form: JobForm;
  onReload(): void;
  onKeep(): void;
}

/** Somebody else saved meanwhile: what they did, and what shall become of both. */
function Overtaken({ current, form, onReload, onKeep }: OvertakenProps) {
  const { t } = useTranslation("jobs");
  const [open, setOpen] = useState(false);
  const act = (what: () => void) => () => {
    setOpen(false);
    what();
  };
  return (
    <>
      <Alert
        severity="warning"
        action={
          <Stack direction="row" sx={{ flexWrap: "wrap", gap: 0.5 }}>
            <Button color="inherit" onClick={() => setOpen(true)}>
              {t("overtaken.show")}
            </Button>
            <Button color="inherit" onClick={onReload}>
              {t("overtaken.reload")}
            </Button>
          </Stack>
        }
      >
        {t("overtaken.text", { version: current.version, who: current.updatedBy ?? t("overtaken.somebody") })}
      </Alert>
      <Dialog open={open} onClose={() => setOpen(false)} maxWidth="lg" fullWidth aria-labelledby="overtaken">
        <DialogTitle id="overtaken">{t("overtaken.title")}</DialogTitle>
        <DialogContent>
          {open && (
            <Suspense fallback={<Lines />}>
              <DefinitionDiff
                before={current}
                after={inputOf(form)}
                beforeLabel={t("version", { version: current.version })}
                afterLabel={t("overtaken.mine")}
              />
            </Suspense>
          )}
        </DialogContent>
        <DialogActions sx={{ flexWrap: "wrap" }}>
          <Button onClick={() => setOpen(false)}>{t("back")}</Button>
          <Button onClick={act(onReload)}>{t("overtaken.reload")}</Button>
          <Button variant="contained" onClick={act(onKeep)}>
            {t("overtaken.keep")}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
