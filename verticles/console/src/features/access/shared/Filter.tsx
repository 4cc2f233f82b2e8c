import { MenuItem, TextField } from "@mui/material";

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
  /** The word for no choice. */
  all: string;
  options: { value: string; label: string }[];
  width?: number;
}

/** Only what has this, out of a list. */
export function Filter({ label, value, onChange, all, options, width = 150 }: Props) {
  const known = value === "" || options.some((option) => option.value === value);
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      sx={{ width: { xs: "calc(50% - 4px)", sm: width } }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{all}</MenuItem>
      {!known && <MenuItem value={value}>{value}</MenuItem>}
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
