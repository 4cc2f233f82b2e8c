import { InputAdornment, TextField } from "@mui/material";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
}

/** What is searched for; it is told once somebody stops typing. */
export function SearchField({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    const wanted = typed.trim();
    const timer = setTimeout(() => {
      if (wanted !== told.current) {
        told.current = wanted;
        onChange(wanted);
      }
    }, 300);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <TextField
      type="search"
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      sx={{ width: { xs: "100%", sm: 240 } }}
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
