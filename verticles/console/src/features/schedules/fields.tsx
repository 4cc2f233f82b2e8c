import { Autocomplete, Box, MenuItem, Stack, TextField, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Length, UNITS } from "./durations";

/** A part of a form under its own heading. */
export function Section({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <Box
      component="section"
      sx={(theme) => ({
        display: "grid",
        gridTemplateColumns: "minmax(0, 1fr)",
        gap: 2,
        padding: { xs: 1.5, sm: 2 },
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1.25,
        backgroundColor: theme.vars?.palette.background.paper,
      })}
    >
      <Box>
        <Typography variant="h2">{title}</Typography>
        {text && (
          <Typography variant="body2" color="textSecondary">
            {text}
          </Typography>
        )}
      </Box>
      {children}
    </Box>
  );
}

/** Fields beside one another where there is room. */
export function Row({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: "repeat(auto-fit, minmax(min(220px, 100%), 1fr))",
        gap: 2,
        alignItems: "start",
      }}
    >
      {children}
    </Box>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly T[];
  /** What an option is called. */
  nameOf(option: T): string;
  /** What the chosen one means. */
  help?: string;
  error?: string;
  onChange(value: T): void;
}

/** One of a few. */
export function Choice<T extends string>({ label, value, options, nameOf, help, error, onChange }: ChoiceProps<T>) {
  return (
    <TextField
      select
      label={label}
      value={value}
      error={Boolean(error)}
      helperText={error ?? help}
      onChange={(event) => {
        const chosen = options.find((option) => option === event.target.value);
        if (chosen !== undefined) {
          onChange(chosen);
        }
      }}
    >
      {options.map((option) => (
        <MenuItem key={option} value={option}>
          {nameOf(option)}
        </MenuItem>
      ))}
    </TextField>
  );
}

interface LengthProps {
  label: string;
  value: Length;
  onChange(value: Length): void;
  error?: string;
  help?: string;
}

/** A length of time: a number and a unit. */
export function LengthField({ label, value, onChange, error, help }: LengthProps) {
  const { t } = useTranslation("schedules");
  return (
    <Stack direction="row" role="group" aria-label={label} sx={{ gap: 1, alignItems: "flex-start" }}>
      <TextField
        label={label}
        value={value.amount}
        error={Boolean(error)}
        helperText={error ?? help}
        onChange={(event) => onChange({ ...value, amount: event.target.value })}
        slotProps={{ htmlInput: { inputMode: "numeric", maxLength: 12 } }}
      />
      <TextField
        select
        label={t("field.unit")}
        value={value.unit}
        sx={{ width: 130, flexShrink: 0 }}
        onChange={(event) => {
          const unit = UNITS.find((each) => each === event.target.value);
          if (unit) {
            onChange({ ...value, unit });
          }
        }}
      >
        {UNITS.map((unit) => (
          <MenuItem key={unit} value={unit}>
            {t(`unit.${unit}`)}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  );
}

interface ClockProps {
  label: string;
  /** What the clock shows, such as `2026-12-01T02:30`; empty for none. */
  value: string;
  zone: string;
  onChange(value: string): void;
  error?: string;
  help?: string;
  required?: boolean;
}

/** A date and a time by the clock of a zone, which is named. */
export function ClockField({ label, value, zone, onChange, error, help, required }: ClockProps) {
  const { t } = useTranslation("schedules");
  return (
    <TextField
      type="datetime-local"
      label={label}
      value={value}
      required={required}
      error={Boolean(error)}
      helperText={error ?? `${help ? `${help} ` : ""}${t("field.clockOf", { zone })}`}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

interface TimesProps {
  value: string[];
  onChange(value: string[]): void;
  error?: string;
}

const TIME = /^(\d{1,2})(?::?(\d{2}))?(?::(\d{2}))?$/;

/** Times of the clock; `930` and `9` are understood. */
export function TimesField({ value, onChange, error }: TimesProps) {
  const { t } = useTranslation("schedules");
  const read = (typed: string) => {
    const match = TIME.exec(typed.trim());
    if (!match) {
      return typed.trim();
    }
    const [, hour = "", minute = "00", second] = match;
    return `${hour.padStart(2, "0")}:${minute}${second ? `:${second}` : ""}`;
  };
  return (
    <Autocomplete
      multiple
      freeSolo
      options={[]}
      value={value}
      autoSelect
      onChange={(_, times) =>
        onChange([...new Set(times.flatMap((typed) => typed.split(/[\s,]+/)).map(read))].filter(Boolean).sort())
      }
      renderInput={(params) => (
        <TextField
          {...params}
          label={t("field.times")}
          error={Boolean(error)}
          helperText={error ?? t("field.timesHelp")}
          placeholder={value.length === 0 ? "02:30" : ""}
        />
      )}
    />
  );
}
