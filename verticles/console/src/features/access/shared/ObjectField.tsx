import { MenuItem, Stack, TextField } from "@mui/material";
import { useTranslation } from "react-i18next";
import { mono } from "../../../app/theme";
import { OBJECT_TYPES, type ObjectType } from "../permissions";
import { hasSelector, type ObjectDraft, withType } from "../scopes";
import { ObjectPicker } from "./pickers";

interface Props {
  value: ObjectDraft;
  onChange(object: ObjectDraft): void;
  error?: string;
}

/** One object by its name, or all that a selector matches. */
export function ObjectField({ value, onChange, error }: Props) {
  const { t } = useTranslation("access");
  const { type, how } = value;
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack sx={{ flexDirection: { xs: "column", sm: "row" }, gap: 2 }}>
        <TextField
          select
          label={t("object.type")}
          value={type}
          onChange={(event) => onChange(withType(value, event.target.value as ObjectType))}
        >
          {OBJECT_TYPES.map((one) => (
            <MenuItem key={one} value={one}>
              {t(`thing.${one}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={t("object.how")}
          value={how}
          disabled={!hasSelector(type)}
          onChange={(event) => onChange({ ...value, how: event.target.value === "id" ? "id" : "selector" })}
        >
          <MenuItem value="selector">{t("object.bySelector")}</MenuItem>
          <MenuItem value="id">{t("object.byId")}</MenuItem>
        </TextField>
      </Stack>
      {how === "selector" ? (
        <TextField
          label={t("object.selector")}
          value={value.selector}
          onChange={(event) => onChange({ ...value, selector: event.target.value })}
          error={error !== undefined}
          helperText={error ?? t(`object.selectorHelp.${type}`, { defaultValue: "" })}
          required
          slotProps={{ htmlInput: { maxLength: 1024, spellCheck: false, style: mono } }}
        />
      ) : type === "execution" ? (
        <TextField
          label={t("object.executionId")}
          value={value.id}
          onChange={(event) => onChange({ ...value, id: event.target.value })}
          error={error !== undefined}
          helperText={error}
          required
          slotProps={{ htmlInput: { maxLength: 36, spellCheck: false, style: mono } }}
        />
      ) : (
        <ObjectPicker
          type={type}
          label={t(`object.one.${type}`)}
          value={value.id}
          onChange={(id) => onChange({ ...value, id })}
          error={error}
          required
        />
      )}
    </Stack>
  );
}
