import { Autocomplete, FormControlLabel, MenuItem, Stack, Switch, TextField } from "@mui/material";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AUTO } from "../../app/preferences";
import { LOCAL_ZONE } from "../../app/times";
import { Outcome } from "../../ui/Outcome";
import { Refused } from "../access/shared/Refused";
import { Section } from "../access/shared/Section";
import { LOCALES, type Preferences, type PreferencesInput } from "./preferences";
import { usePreferences } from "./usePreferences";

const THEMES = ["system", "light", "dark"] as const;
const DENSITIES = ["comfortable", "compact"] as const;
const DATES = ["auto", "iso", "day_first", "month_first"] as const;
const HOURS = ["auto", "h24", "h12"] as const;
const PAGE_SIZES = [20, 50, 100, 200] as const;
const FONT_SIZES = [11, 12, 13, 14, 16, 18, 20] as const;

/** How I like to see things, wherever I sign in. */
export function PreferencesTab() {
  const { query, problem, change, reload } = usePreferences();
  return (
    <Stack sx={{ gap: 2, maxWidth: 760 }}>
      <Refused problem={problem} stale={{ load: reload }} />
      <Outcome query={query}>{(preferences) => <Fields preferences={preferences} change={change} />}</Outcome>
    </Stack>
  );
}

interface FieldsProps {
  preferences: Preferences;
  change(change: PreferencesInput): unknown;
}

function Fields({ preferences: now, change }: FieldsProps) {
  const { t, i18n } = useTranslation("account");
  const locales = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: "language" });
    return (locale: string) => (locale === AUTO ? t("preferences.auto") : (names.of(locale) ?? locale));
  }, [i18n.language, t]);
  return (
    <>
      <Section title={t("preferences.places")} text={t("preferences.text")}>
        <Grid>
          <Choice
            label={t("preferences.locale")}
            value={now.locale}
            options={LOCALES.includes(now.locale) ? LOCALES : [...LOCALES, now.locale]}
            word={locales}
            onChange={(locale) => change({ locale })}
          />
          <ZoneField value={now.timeZone} onChange={(timeZone) => change({ timeZone })} />
          <Choice
            label={t("preferences.dateFormat")}
            value={now.dateFormat}
            options={DATES}
            word={(value) => t(`preferences.dates.${value}`)}
            onChange={(dateFormat) => change({ dateFormat })}
          />
          <Choice
            label={t("preferences.hourCycle")}
            value={now.hourCycle}
            options={HOURS}
            word={(value) => t(`preferences.hours.${value}`)}
            onChange={(hourCycle) => change({ hourCycle })}
          />
        </Grid>
        <Toggle
          label={t("preferences.relativeTimes")}
          value={now.relativeTimes}
          onChange={(relativeTimes) => change({ relativeTimes })}
        />
      </Section>
      <Section title={t("preferences.looks")}>
        <Grid>
          <Choice
            label={t("preferences.theme")}
            value={now.theme}
            options={THEMES}
            word={(value) => t(`preferences.themes.${value}`)}
            onChange={(theme) => change({ theme })}
          />
          <Choice
            label={t("preferences.density")}
            value={now.density}
            options={DENSITIES}
            word={(value) => t(`preferences.densities.${value}`)}
            onChange={(density) => change({ density })}
          />
          <Choice
            label={t("preferences.pageSize")}
            value={now.pageSize}
            options={withValue(PAGE_SIZES, now.pageSize)}
            word={String}
            onChange={(pageSize) => change({ pageSize })}
          />
        </Grid>
        <Toggle
          label={t("preferences.keyboardShortcuts")}
          value={now.keyboardShortcuts}
          onChange={(keyboardShortcuts) => change({ keyboardShortcuts })}
        />
      </Section>
      <Section title={t("preferences.logs")}>
        <Grid>
          <Choice
            label={t("preferences.logFontSize")}
            value={now.logFontSize}
            options={withValue(FONT_SIZES, now.logFontSize)}
            word={(size) => t("preferences.pixels", { size })}
            onChange={(logFontSize) => change({ logFontSize })}
          />
        </Grid>
        {(["logWrap", "logTimestamps", "logFollow", "logColors"] as const).map((name) => (
          <Toggle
            key={name}
            label={t(`preferences.${name}`)}
            value={now[name]}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      </Section>
    </>
  );
}

function withValue(sizes: readonly number[], value: number): number[] {
  return [...new Set([...sizes, value])].sort((a, b) => a - b);
}

function Grid({ children }: { children: React.ReactNode }) {
  return (
    <Stack
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" },
        gap: 2,
        marginBottom: 1,
        paddingTop: 0.5,
      }}
    >
      {children}
    </Stack>
  );
}

interface ChoiceProps<T extends string | number> {
  label: string;
  value: T;
  options: readonly T[];
  word(value: T): string;
  onChange(value: T): void;
}

function Choice<T extends string | number>({ label, value, options, word, onChange }: ChoiceProps<T>) {
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => String(option) === String(event.target.value));
        if (chosen !== undefined && chosen !== value) {
          onChange(chosen);
        }
      }}
    >
      {options.map((option) => (
        <MenuItem key={option} value={option}>
          {word(option)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function ZoneField({ value, onChange }: { value: string; onChange(zone: string): void }) {
  const { t } = useTranslation(["account", "access"]);
  const zones = useMemo(() => [AUTO, "UTC", ...Intl.supportedValuesOf("timeZone")], []);
  return (
    <Autocomplete
      value={value}
      disableClearable
      options={zones.includes(value) ? zones : [value, ...zones]}
      getOptionLabel={(zone) => (zone === AUTO ? t("preferences.autoZone", { zone: LOCAL_ZONE }) : zone)}
      onChange={(_, zone) => zone !== value && onChange(zone)}
      noOptionsText={t("access:choice.none")}
      openText={t("access:choice.open")}
      closeText={t("access:choice.close")}
      renderInput={(params) => <TextField {...params} label={t("preferences.timeZone")} />}
    />
  );
}

function Toggle({ label, value, onChange }: { label: string; value: boolean; onChange(value: boolean): void }) {
  return (
    <FormControlLabel
      label={label}
      sx={{ display: "flex" }}
      control={<Switch checked={value} onChange={(_, checked) => onChange(checked)} />}
    />
  );
}
