import { InputAdornment, TextField } from "@mui/material";
import { Search } from "lucide-react";
import { useTyped } from "./useTyped";

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
  /** As wide as there is room. */
  wide?: boolean;
}

const trimmed = (typed: string) => typed.trim();

/** What is searched for; it is told once somebody stops typing. */
export function SearchField({ label, value, onChange, wide = false }: Props) {
  const { typed, setTyped } = useTyped(value, onChange, trimmed);
  return (
    <TextField
      type="search"
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      sx={{ width: wide ? "100%" : { xs: "100%", sm: 240 } }}
      slotProps={{
        htmlInput: { maxLength: 128, spellCheck: false },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search size={16} aria-hidden />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
