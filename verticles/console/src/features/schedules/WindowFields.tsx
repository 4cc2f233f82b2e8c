import { Autocomplete, Box, TextField, ToggleButton, ToggleButtonGroup } from "@mui/material";
import { useTranslation } from "react-i18next";
import { Hidden } from "../../ui/StatusBadge";
import { Choice, ClockField, Row } from "./fields";
import { WEEKDAYS } from "./spec";
import { newWindow, type Window } from "./windows";

const TYPES = ["weekly", "days", "absolute"] as const;

interface Props {
  value: Window;
  zone: string;
  onChange(value: Window): void;
  wrong(field: string): string | undefined;
}

/** One stretch of time of a calendar. */
export function WindowFields({ value, zone, onChange, wrong }: Props) {
  const { t } = useTranslation("schedules");
  return (
    <Box
      sx={(theme) => ({
        flex: 1,
        minWidth: 0,
        display: "grid",
        gap: 1.5,
        padding: 1.5,
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1,
      })}
    >
      <Choice
        label={t("window.type")}
        value={value.type}
        options={TYPES}
        nameOf={(type) => t(`window.types.${type}`)}
        onChange={(type) => type !== value.type && onChange(newWindow(type))}
      />
      {value.type === "weekly" && (
        <>
          <ToggleButtonGroup
            size="small"
            value={value.weekdays ?? []}
            aria-label={t("window.weekdays")}
            sx={{ flexWrap: "wrap" }}
            onChange={(_, days: string[]) =>
              onChange({ ...value, weekdays: WEEKDAYS.filter((day) => days.includes(day)) })
            }
          >
            {WEEKDAYS.map((day) => (
              <ToggleButton key={day} value={day} sx={{ textTransform: "none", minWidth: 40 }}>
                <span aria-hidden>{t(`weekdayShort.${day}`)}</span>
                <Hidden>{t(`weekday.${day}`)}</Hidden>
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Row>
            <TextField
              label={t("window.from")}
              value={value.from}
              placeholder="18:00"
              error={Boolean(wrong("from"))}
              helperText={wrong("from")}
              onChange={(event) => onChange({ ...value, from: event.target.value })}
              slotProps={{ htmlInput: { maxLength: 8 } }}
            />
            <TextField
              label={t("window.to")}
              value={value.to}
              placeholder="06:00"
              error={Boolean(wrong("to"))}
              helperText={wrong("to") ?? t("window.toHelp")}
              onChange={(event) => onChange({ ...value, to: event.target.value })}
              slotProps={{ htmlInput: { maxLength: 8 } }}
            />
          </Row>
        </>
      )}
      {value.type === "days" && (
        <Autocomplete
          multiple
          freeSolo
          autoSelect
          options={[]}
          value={value.days}
          onChange={(_, days) =>
            onChange({ ...value, days: [...new Set(days.flatMap((day) => day.split(/[\s,]+/)))].filter(Boolean) })
          }
          renderInput={(params) => (
            <TextField
              {...params}
              label={t("window.dayList")}
              placeholder={value.days.length === 0 ? "2026-12-24" : ""}
              error={Boolean(wrong("days"))}
              helperText={wrong("days") ?? t("window.dayListHelp")}
            />
          )}
        />
      )}
      {value.type === "absolute" && (
        <Row>
          <ClockField
            label={t("window.from")}
            value={value.from.slice(0, 16)}
            zone={zone}
            error={wrong("from")}
            onChange={(from) => onChange({ ...value, from })}
          />
          <ClockField
            label={t("window.to")}
            value={value.to.slice(0, 16)}
            zone={zone}
            error={wrong("to")}
            onChange={(to) => onChange({ ...value, to })}
          />
        </Row>
      )}
    </Box>
  );
}
