import { Alert, Box, Button, FormControlLabel, Stack, Switch, TextField, useMediaQuery, useTheme } from "@mui/material";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { type ApiProblem, asProblem } from "../../api/problem";
import { anotherAddress, useLeaveGuard } from "../../ui/useLeaveGuard";
import { DstFields } from "./DstFields";
import { type Draft, inputOf, previewOf, sameDraft } from "./draft";
import { Section } from "./fields";
import { JobFields } from "./JobFields";
import { PreviewPanel } from "./PreviewPanel";
import { usePreview } from "./queries";
import { RuleFields } from "./RuleFields";
import { WhenFields } from "./WhenFields";

interface Props {
  initial: Draft;
  action: string;
  /** Saves it. What is thrown is shown at its fields. */
  save(input: Schemas["ScheduleInput"]): Promise<void>;
  /** After another version was saved meanwhile: throws away what was typed, or saves over it. */
  onStale?: { reload(): void; overwrite(input: Schemas["ScheduleInput"]): Promise<void> };
  onCancel(): void;
}

const SHOWN = 10;

/** A schedule as a form, beside what the server says about when it would be due. */
export function ScheduleEditor({ initial, action, save, onStale, onCancel }: Props) {
  const { t } = useTranslation("schedules");
  const { t: ui } = useTranslation("ui");
  const [draft, setDraft] = useState(initial);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const wide = useMediaQuery(useTheme().breakpoints.up("lg"));
  const form = useRef<HTMLFormElement>(null);
  const saved = useRef(false);
  useLeaveGuard(() => !saved.current && !sameDraft(initial, draft), anotherAddress);

  const preview = usePreview(previewOf(draft, null, SHOWN));
  const doubtful = preview.error && !preview.behind ? asProblem(preview.error) : null;
  const wrong = (pointer: string) => problem?.of(pointer) ?? doubtful?.of(pointer);
  const set = (change: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...change }));
    setProblem(null);
  };

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    saved.current = true;
    try {
      await work();
    } catch (error) {
      saved.current = false;
      setProblem(asProblem(error));
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(() => save(inputOf(draft)));
  };

  return (
    <Box
      component="form"
      ref={form}
      onSubmit={submit}
      noValidate
      sx={{
        display: "grid",
        gap: 2,
        alignItems: "start",
        gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(340px, 440px)" },
      }}
    >
      <Stack sx={{ gap: 2, minWidth: 0 }}>
        <Section title={t("edit.what")}>
          <TextField
            required
            label={t("field.name")}
            value={draft.name}
            error={Boolean(wrong("/name"))}
            helperText={wrong("/name")}
            onChange={(event) => set({ name: event.target.value })}
            slotProps={{ htmlInput: { maxLength: 128 } }}
          />
          <TextField
            label={t("field.description")}
            value={draft.description}
            error={Boolean(wrong("/description"))}
            helperText={wrong("/description")}
            multiline
            maxRows={6}
            onChange={(event) => set({ description: event.target.value })}
          />
          <FormControlLabel
            control={<Switch checked={draft.enabled} onChange={(_, enabled) => set({ enabled })} />}
            label={t("field.enabled")}
          />
        </Section>
        <Section title={t("when.title")}>
          <WhenFields value={draft.when} onChange={(when) => set({ when })} wrong={wrong} />
          {!wide && <PreviewPanel preview={preview} zone={draft.when.zone} />}
        </Section>
        <JobFields draft={draft} set={set} wrong={wrong} />
        <DstFields draft={draft} set={set} wrong={wrong} />
        <RuleFields draft={draft} set={set} wrong={wrong} />
        {problem && <Refused problem={problem} draft={draft} busy={busy} attempt={attempt} onStale={onStale} />}
        <Stack direction="row" sx={{ gap: 1, justifyContent: "flex-end" }}>
          <Button onClick={onCancel}>{ui("cancel")}</Button>
          <Button type="submit" variant="contained" loading={busy}>
            {action}
          </Button>
        </Stack>
      </Stack>
      {wide && (
        <Box sx={{ position: "sticky", top: 0 }}>
          <PreviewPanel preview={preview} zone={draft.when.zone} />
        </Box>
      )}
    </Box>
  );
}

interface RefusedProps extends Pick<Props, "onStale"> {
  problem: ApiProblem;
  draft: Draft;
  busy: boolean;
  attempt(work: () => Promise<void>): Promise<void>;
}

/** Why it was not saved; of a version that is no longer the current one, with what can be done. */
function Refused({ problem, draft, busy, attempt, onStale }: RefusedProps) {
  const { t } = useTranslation("schedules");
  if (problem.status === 412 && onStale) {
    return (
      <Alert severity="warning" role="alert" sx={{ alignItems: "flex-start" }}>
        {t("stale.text")}
        <Stack direction="row" sx={{ gap: 1, marginTop: 1, flexWrap: "wrap" }}>
          <Button variant="outlined" onClick={onStale.reload}>
            {t("stale.reload")}
          </Button>
          <Button
            variant="outlined"
            color="error"
            loading={busy}
            onClick={() => void attempt(() => onStale.overwrite(inputOf(draft)))}
          >
            {t("stale.overwrite")}
          </Button>
        </Stack>
      </Alert>
    );
  }
  return (
    <Alert severity="error" role="alert">
      {problem.isOffline ? t("preview.offline") : problem.message}
      {problem.requestId && ` (${problem.requestId})`}
    </Alert>
  );
}
