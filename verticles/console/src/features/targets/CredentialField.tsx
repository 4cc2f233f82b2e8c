import { Autocomplete, Box, TextField, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session";
import { useAllCredentials } from "./data";

interface Props {
  value: string;
  onChange(id: string): void;
  error?: string;
}

/** With which credential a target is signed in to. */
export function CredentialField({ value, onChange, error }: Props) {
  const { t } = useTranslation("targets");
  const can = useCan();
  const { data, isPending, isError } = useAllCredentials(can("credential:read"));
  const items = data?.items ?? [];
  const help = !can("credential:read")
    ? t("form.credentialHidden")
    : isError
      ? t("form.credentialFailed")
      : data && items.length === 0
        ? t("form.credentialNone")
        : undefined;
  return (
    <Autocomplete
      options={items}
      loading={isPending && can("credential:read")}
      value={items.find(({ id }) => id === value) ?? null}
      onChange={(_, credential) => onChange(credential?.id ?? "")}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      renderOption={({ key, ...props }, credential) => (
        <Box component="li" key={key} {...props}>
          <Box>
            {credential.name}
            <Typography variant="caption" color="textSecondary" component="div">
              {credential.username} · {t(`credentialType.${credential.type}`)}
            </Typography>
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t("form.credential")}
          required
          error={Boolean(error)}
          helperText={error ?? help}
        />
      )}
    />
  );
}
