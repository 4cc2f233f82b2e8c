import { Autocomplete, TextField } from "@mui/material";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { LOCAL_ZONE } from "../../app/times";
import { allZones, offsetAt } from "../../app/zones";

interface Props {
  value: string;
  onChange(zone: string): void;
  error?: string;
  helperText?: string;
}

/** `+05:30` of a zone now. */
function offsetNow(zone: string): string {
  const minutes = Math.round(offsetAt(Date.now(), zone) / 60_000);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${minutes < 0 ? "−" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** A zone of the IANA database, found by a part of its name. */
export function ZoneField({ value, onChange, error, helperText }: Props) {
  const { t } = useTranslation("schedules");
  const zones = useMemo(() => [...new Set(["UTC", LOCAL_ZONE, ...allZones()])], []);
  return (
    <Autocomplete
      options={zones}
      value={value}
      disableClearable
      autoHighlight
      isOptionEqualToValue={(option, chosen) => option === chosen}
      onChange={(_, zone) => onChange(zone)}
      filterOptions={(options, { inputValue }) => {
        const words = inputValue === value ? [] : inputValue.toLowerCase().split(/[\s_/]+/);
        return options.filter((zone) => words.every((word) => zone.toLowerCase().includes(word))).slice(0, 100);
      }}
      renderOption={({ key, ...props }, zone) => (
        <li key={key} {...props}>
          <span style={{ flex: 1 }}>{zone}</span>
          <span style={{ fontVariantNumeric: "tabular-nums", opacity: 0.75 }}>{offsetNow(zone)}</span>
        </li>
      )}
      renderInput={(params) => (
        <TextField {...params} label={t("field.zone")} error={Boolean(error)} helperText={error ?? helperText} />
      )}
    />
  );
}
