import { Box, Checkbox, FormControlLabel, FormHelperText, FormLabel, Stack } from "@mui/material";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../../../app/theme";
import {
  choosable,
  grouped,
  type ObjectType,
  type PermissionGroup,
  partOf,
  toggled,
  verbOf,
  withGroup,
} from "../permissions";

interface Props {
  label: string;
  value: string[];
  onChange(permissions: string[]): void;
  /** Which of them may be given; others are shown and stay as they are. */
  mayGive?(permission: string): boolean;
  /** Only what a grant on such an object can give. */
  of?: ObjectType;
  error?: string;
  help?: string;
}

/** Permissions by the things that they are about. */
export function PermissionPicker({ label, value, onChange, mayGive = () => true, of, error, help }: Props) {
  const legend = useId();
  return (
    <Box role="group" aria-labelledby={legend}>
      <FormLabel id={legend} component="div" error={error !== undefined} sx={{ marginBottom: 0.75 }}>
        {label}
      </FormLabel>
      <Box
        sx={(theme) => ({
          border: `1px solid ${error ? theme.vars?.palette.error.main : theme.vars?.palette.divider}`,
          borderRadius: 1,
          paddingBlock: 0.5,
        })}
      >
        {grouped(choosable(value, of)).map((group) => (
          <Group key={group.thing} group={group} value={value} onChange={onChange} mayGive={mayGive} />
        ))}
      </Box>
      {(error ?? help) && <FormHelperText error={error !== undefined}>{error ?? help}</FormHelperText>}
    </Box>
  );
}

interface GroupProps {
  group: PermissionGroup;
  value: string[];
  onChange(permissions: string[]): void;
  mayGive(permission: string): boolean;
}

function Group({ group, value, onChange, mayGive }: GroupProps) {
  const { t } = useTranslation("access");
  const part = partOf(group, value);
  const name = t(`thing.${group.thing}`, { defaultValue: group.thing });
  return (
    <Box
      role="group"
      aria-label={name}
      sx={(theme) => ({
        display: "grid",
        gridTemplateColumns: { xs: "1fr", sm: "190px 1fr" },
        paddingInline: 1.5,
        "& + &": { borderTop: `1px solid ${theme.vars?.palette.divider}` },
      })}
    >
      <FormControlLabel
        label={name}
        disabled={!group.permissions.some(mayGive)}
        control={
          <Checkbox
            checked={part === "all"}
            indeterminate={part === "some"}
            onChange={() => onChange(withGroup(group, value, mayGive))}
            slotProps={{ input: { "aria-label": t("picker.all", { thing: name }) } }}
          />
        }
        slotProps={{ typography: { sx: { fontWeight: 560 } } }}
      />
      <Stack direction="row" sx={{ flexWrap: "wrap", paddingInlineStart: { xs: 2, sm: 0 } }}>
        {group.permissions.map((permission) => (
          <FormControlLabel
            key={permission}
            label={verbOf(permission)}
            title={mayGive(permission) ? permission : t("picker.notYours", { permission })}
            disabled={!mayGive(permission)}
            control={
              <Checkbox
                checked={value.includes(permission)}
                onChange={() => onChange(toggled(value, permission))}
                slotProps={{ input: { "aria-label": permission } }}
              />
            }
            slotProps={{ typography: { sx: mono } }}
          />
        ))}
      </Stack>
    </Box>
  );
}

/** Permissions to be read, by the things that they are about. */
export function PermissionList({ permissions }: { permissions: string[] }) {
  const { t } = useTranslation("access");
  if (permissions.includes("*")) {
    return <>{t("picker.everything")}</>;
  }
  return (
    <Box
      component="dl"
      sx={{
        margin: 0,
        display: "grid",
        gridTemplateColumns: "minmax(90px, max-content) 1fr",
        columnGap: 2,
        rowGap: 0.5,
      }}
    >
      {grouped(permissions).map((group) => (
        <Box key={group.thing} sx={{ display: "contents" }}>
          <Box component="dt" sx={{ color: "text.secondary" }}>
            {t(`thing.${group.thing}`, { defaultValue: group.thing })}
          </Box>
          <Box component="dd" sx={{ ...mono, margin: 0, minWidth: 0 }}>
            {group.permissions.map(verbOf).join(" · ")}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
