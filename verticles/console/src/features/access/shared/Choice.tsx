import { Autocomplete, TextField } from "@mui/material";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSettled } from "../../../ui/selection";

export interface Option {
  id: string;
  name: string;
}

export interface ChoiceProps {
  label: string;
  /** Id of what is chosen; empty for nothing. */
  value: string;
  onChange(id: string, name: string): void;
  error?: string;
  help?: string;
  required?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
}

interface Props extends ChoiceProps {
  /** Tells the lists of different things apart. */
  kind: string;
  /** Things whose name has this, or begins so. */
  load(text: string): Promise<Option[]>;
  nameOf(id: string): Promise<string>;
}

/** One of many things by its name, which the server is asked for as one types. */
export function Choice(props: Props) {
  const { label, value, onChange, kind, load, nameOf, error, help, required, disabled, autoFocus } = props;
  const { t } = useTranslation("access");
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const text = useSettled(typed.trim(), 250);
  const list = useQuery({
    queryKey: ["choice", kind, text],
    queryFn: () => load(text),
    placeholderData: keepPreviousData,
    enabled: open,
  });
  const chosen = useQuery({
    queryKey: ["choice", kind, "one", value],
    queryFn: () => nameOf(value),
    enabled: value !== "",
    retry: false,
    staleTime: 60_000,
  });
  const option = value ? { id: value, name: chosen.data ?? value } : null;
  return (
    <Autocomplete
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => {
        setOpen(false);
        setTyped("");
      }}
      value={option}
      onChange={(_, next) => onChange(next?.id ?? "", next?.name ?? "")}
      onInputChange={(_, input, reason) => reason === "input" && setTyped(input)}
      options={list.data ?? []}
      filterOptions={(options) => options}
      getOptionLabel={(one) => one.name}
      getOptionKey={(one) => one.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      loading={list.isFetching}
      loadingText={t("choice.loading")}
      noOptionsText={list.error ? list.error.message : t("choice.none")}
      clearText={t("choice.clear")}
      openText={t("choice.open")}
      closeText={t("choice.close")}
      disabled={disabled}
      fullWidth
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          required={required}
          error={error !== undefined}
          helperText={error ?? help}
          autoFocus={autoFocus}
        />
      )}
    />
  );
}
