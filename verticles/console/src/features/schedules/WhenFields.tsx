import { Alert, Box, Button, Chip, Stack, TextField, ToggleButton, ToggleButtonGroup, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import { mono } from "../../app/theme";
import { Hidden } from "../../ui/StatusBadge";
import { Choice, ClockField, LengthField, Row, TimesField } from "./fields";
import { cronOf, fieldsOf, PRESETS, type Preset, WEEKDAYS, type When } from "./spec";
import { ZoneField } from "./ZoneField";

interface Props {
  value: When;
  onChange(value: When): void;
  /** What is wrong with a field of the spec, such as `/spec/expression`. */
  wrong(pointer: string): string | undefined;
}

/** When it is due: a preset, its fields, or a cron expression; what one says the others show. */
export function WhenFields({ value, onChange, wrong }: Props) {
  const { t } = useTranslation("schedules");
  const choose = (preset: Preset) => {
    if (preset === "cron") {
      onChange({ ...value, preset, expression: cronOf(value) ?? value.expression });
    } else {
      const fields = value.preset === "cron" ? fieldsOf(value.expression, value) : undefined;
      onChange({ ...(fields ?? value), preset });
    }
  };
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack direction="row" role="group" aria-label={t("when.presets")} sx={{ gap: 0.75, flexWrap: "wrap" }}>
        {PRESETS.map((preset) => (
          <Chip
            key={preset}
            label={t(`preset.${preset}`)}
            onClick={() => choose(preset)}
            aria-pressed={value.preset === preset}
            color={value.preset === preset ? "primary" : "default"}
            variant={value.preset === preset ? "filled" : "outlined"}
            sx={{ height: 30, paddingInline: 0.5 }}
          />
        ))}
      </Stack>
      <Fields value={value} onChange={onChange} wrong={wrong} />
      <ZoneField
        value={value.zone}
        onChange={(zone) => onChange({ ...value, zone })}
        error={wrong("/spec/zone")}
        helperText={t("field.zoneHelp")}
      />
      {!(value.preset === "cron" && wrong("/spec/expression")) && <Same value={value} onChange={onChange} />}
      {wrong("/spec") && <Alert severity="error">{wrong("/spec")}</Alert>}
    </Stack>
  );
}

/** The same in the other way of writing it. */
function Same({ value, onChange }: Pick<Props, "value" | "onChange">) {
  const { t } = useTranslation("schedules");
  if (value.preset === "cron") {
    const fields = fieldsOf(value.expression, value);
    return (
      <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
        <Typography variant="body2" color="textSecondary">
          {fields ? t("when.asPreset", { preset: t(`preset.${fields.preset}`) }) : t("when.onlyCron")}
        </Typography>
        {fields && <Button onClick={() => onChange(fields)}>{t("when.editFields")}</Button>}
      </Stack>
    );
  }
  const expression = cronOf(value);
  return (
    <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
      <Typography variant="body2" color="textSecondary" component="div">
        {expression ? (
          <>
            {t("when.asCron")}{" "}
            <Box component="code" sx={mono}>
              {expression}
            </Box>
          </>
        ) : (
          t("when.noCron")
        )}
      </Typography>
      {expression && (
        <Button onClick={() => onChange({ ...value, preset: "cron", expression })}>{t("when.editCron")}</Button>
      )}
    </Stack>
  );
}

function Fields({ value, onChange, wrong }: Props) {
  const { t } = useTranslation("schedules");
  const set = (change: Partial<When>) => onChange({ ...value, ...change });
  const times = (
    <TimesField value={value.times} onChange={(next) => set({ times: next })} error={wrong("/spec/times")} />
  );
  const counted = <Counted value={value} onChange={onChange} wrong={wrong} />;
  switch (value.preset) {
    case "hourly":
      return (
        <TextField
          label={t("field.minute")}
          value={value.minute}
          onChange={(event) => set({ minute: event.target.value })}
          error={Boolean(wrong("/spec/expression"))}
          helperText={wrong("/spec/expression") ?? t("field.minuteHelp")}
          slotProps={{ htmlInput: { inputMode: "numeric", maxLength: 2 } }}
        />
      );
    case "daily":
      return (
        <>
          {times}
          {counted}
        </>
      );
    case "weekdays":
      return times;
    case "weekly":
      return (
        <>
          <Weekdays value={value} onChange={onChange} wrong={wrong} />
          {times}
          {counted}
        </>
      );
    case "monthly":
      return (
        <>
          <TextField
            label={t("field.day")}
            value={value.day}
            onChange={(event) => set({ day: event.target.value })}
            error={Boolean(wrong("/spec/day"))}
            helperText={wrong("/spec/day") ?? t("field.dayHelp")}
            slotProps={{ htmlInput: { inputMode: "numeric", maxLength: 2 } }}
          />
          {times}
          {counted}
        </>
      );
    case "nthWeekday":
      return (
        <>
          <Row>
            <Choice
              label={t("field.week")}
              value={String(value.week)}
              options={["1", "2", "3", "4", "5", "-1"]}
              nameOf={(week) => t(`week.${week}`)}
              error={wrong("/spec/week")}
              onChange={(week) => set({ week: Number(week) })}
            />
            <Choice
              label={t("field.weekday")}
              value={value.weekday}
              options={WEEKDAYS}
              nameOf={(day) => t(`weekday.${day}`)}
              error={wrong("/spec/weekdays")}
              onChange={(weekday) => set({ weekday })}
            />
          </Row>
          {times}
          {counted}
        </>
      );
    case "lastDay":
      return (
        <>
          {times}
          {counted}
        </>
      );
    case "interval":
      return (
        <Row>
          <LengthField
            label={t("field.every")}
            value={value.interval}
            onChange={(interval) => set({ interval })}
            error={wrong("/spec/every")}
            help={t("field.intervalHelp")}
          />
          <ClockField
            label={t("field.anchor")}
            value={value.anchor}
            zone={value.zone}
            onChange={(anchor) => set({ anchor })}
            error={wrong("/spec/anchor")}
            help={t("field.anchorHelp")}
          />
        </Row>
      );
    case "once":
      return (
        <ClockField
          label={t("field.at")}
          value={value.at.endsWith("Z") ? "" : value.at.slice(0, 19)}
          zone={value.zone}
          onChange={(at) => set({ at })}
          error={wrong("/spec/at")}
          help={value.at.endsWith("Z") ? t("field.atInstant", { at: value.at }) : undefined}
        />
      );
    case "cron":
      return (
        <TextField
          label={t("field.expression")}
          value={value.expression}
          onChange={(event) => set({ expression: event.target.value })}
          error={Boolean(wrong("/spec/expression"))}
          helperText={wrong("/spec/expression") ?? t("field.expressionHelp")}
          slotProps={{
            htmlInput: { spellCheck: false, autoCapitalize: "off", autoComplete: "off", maxLength: 256 },
            input: { sx: { ...mono, fontSize: "1rem" } },
          }}
        />
      );
  }
}

function Weekdays({ value, onChange, wrong }: Props) {
  const { t } = useTranslation("schedules");
  const error = wrong("/spec/weekdays") ?? (value.weekdays.length === 0 ? t("field.weekdaysMissing") : undefined);
  return (
    <Box>
      <ToggleButtonGroup
        value={value.weekdays}
        onChange={(_, days: string[]) => onChange({ ...value, weekdays: WEEKDAYS.filter((day) => days.includes(day)) })}
        aria-label={t("field.weekdays")}
        size="small"
        sx={{ flexWrap: "wrap" }}
      >
        {WEEKDAYS.map((day) => (
          <ToggleButton key={day} value={day} sx={{ textTransform: "none", minWidth: 42 }}>
            <span aria-hidden>{t(`weekdayShort.${day}`)}</span>
            <Hidden>{t(`weekday.${day}`)}</Hidden>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {error && (
        <Typography variant="caption" component="p" color="error" role="alert" sx={{ marginTop: 0.5 }}>
          {error}
        </Typography>
      )}
    </Box>
  );
}

/** Every so many days, weeks or months, counted from a day. */
function Counted({ value, onChange, wrong }: Props) {
  const { t } = useTranslation("schedules");
  const unit = value.preset === "daily" ? "daily" : value.preset === "weekly" ? "weekly" : "monthly";
  const since = wrong("/spec/since");
  return (
    <Row>
      <TextField
        label={t(`field.everyCount.${unit}`)}
        value={value.every}
        onChange={(event) => onChange({ ...value, every: event.target.value })}
        error={Boolean(wrong("/spec/every"))}
        helperText={wrong("/spec/every")}
        slotProps={{ htmlInput: { inputMode: "numeric", maxLength: 4 } }}
      />
      <TextField
        type="date"
        label={t("field.since")}
        value={value.since}
        onChange={(event) => onChange({ ...value, since: event.target.value })}
        error={Boolean(since)}
        helperText={since ?? t("field.sinceHelp")}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </Row>
  );
}
