import { InputAdornment, TextField } from "@mui/material";
import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
  /** As wide as there is room. */
  wide?: boolean;
}

/** What is searched for; it is told once somebody stops typing, so that no key is lost however long what it changes takes. */
export function SearchField({ label, value, onChange, wide = false }: Props) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setTyped(value);
    }
  }, [value]);
  const tell = useEffectEvent((wanted: string) => {
    if (wanted !== told.current) {
      told.current = wanted;
      onChange(wanted);
    }
  });
  useEffect(() => {
    const timer = setTimeout(() => tell(typed.trim()), 300);
    return () => clearTimeout(timer);
  }, [typed]);
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
