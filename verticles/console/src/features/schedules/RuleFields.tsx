import { Autocomplete, FormControlLabel, Switch, TextField } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { Draft } from "./draft";
import { Choice, ClockField, LengthField, Row, Section } from "./fields";
import { useCalendars } from "./queries";

interface Props {
  draft: Draft;
  set(change: Partial<Draft>): void;
  wrong(pointer: string): string | undefined;
}

const MISFIRES = ["once", "skip", "all"] as const;
const OVERLAPS = ["skip", "allow", "queue", "replace"] as const;

/** What becomes of due times that cannot run as they should, and when none runs. */
export function RuleFields({ draft, set, wrong }: Props) {
  const { t } = useTranslation("schedules");
  const calendars = useCalendars();
  const { zone } = draft.when;
  return (
    <>
      <Section title={t("rules.title")}>
        <Row>
          <Choice
            label={t("field.overlap")}
            value={draft.overlap}
            options={OVERLAPS}
            nameOf={(each) => t(`overlap.${each}.name`)}
            help={t(`overlap.${draft.overlap}.text`)}
            error={wrong("/overlap")}
            onChange={(overlap) => set({ overlap })}
          />
          <Choice
            label={t("field.misfire")}
            value={draft.misfire}
            options={MISFIRES}
            nameOf={(each) => t(`misfire.${each}.name`)}
            help={t(`misfire.${draft.misfire}.text`)}
            error={wrong("/misfire/policy")}
            onChange={(misfire) => set({ misfire })}
          />
        </Row>
        <Row>
          <LengthField
            label={t("field.deadline")}
            value={draft.deadline}
            onChange={(deadline) => set({ deadline })}
            error={wrong("/misfire/deadline")}
            help={t("field.deadlineHelp")}
          />
          {draft.misfire === "all" && (
            <TextField
              label={t("field.limit")}
              value={draft.limit}
              placeholder="10"
              error={Boolean(wrong("/misfire/limit"))}
              helperText={wrong("/misfire/limit") ?? t("field.limitHelp")}
              onChange={(event) => set({ limit: event.target.value })}
              slotProps={{ htmlInput: { inputMode: "numeric", maxLength: 3 } }}
            />
          )}
        </Row>
        <FormControlLabel
          control={<Switch checked={draft.ask} onChange={(_, ask) => set({ ask })} />}
          label={t("field.ask")}
        />
      </Section>
      <Section title={t("limits.title")}>
        <Autocomplete
          multiple
          options={(calendars.data?.items ?? []).map((calendar) => calendar.name)}
          value={draft.calendars}
          loading={calendars.isPending}
          onChange={(_, names) => set({ calendars: names })}
          noOptionsText={t("field.noCalendars")}
          renderInput={(params) => (
            <TextField
              {...params}
              label={t("field.calendars")}
              error={Boolean(wrong("/calendars"))}
              helperText={wrong("/calendars") ?? t("field.calendarsHelp")}
            />
          )}
        />
        <Row>
          <ClockField
            label={t("field.startAt")}
            value={draft.startAt}
            zone={zone}
            onChange={(startAt) => set({ startAt })}
            error={wrong("/startAt")}
            help={t("field.startAtHelp")}
          />
          <ClockField
            label={t("field.endAt")}
            value={draft.endAt}
            zone={zone}
            onChange={(endAt) => set({ endAt })}
            error={wrong("/endAt")}
            help={t("field.endAtHelp")}
          />
        </Row>
        <Row>
          <TextField
            label={t("field.maxRuns")}
            value={draft.maxRuns}
            error={Boolean(wrong("/maxRuns"))}
            helperText={wrong("/maxRuns") ?? t("field.maxRunsHelp")}
            onChange={(event) => set({ maxRuns: event.target.value })}
            slotProps={{ htmlInput: { inputMode: "numeric", maxLength: 10 } }}
          />
          <LengthField
            label={t("field.jitter")}
            value={draft.jitter}
            onChange={(jitter) => set({ jitter })}
            error={wrong("/jitter")}
            help={t("field.jitterHelp")}
          />
        </Row>
      </Section>
    </>
  );
}
