import { Autocomplete, Box, Button, Dialog, TextField, Typography } from "@mui/material";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session";
import { useAllCredentials } from "./data";

const CredentialForm = lazy(async () => ({ default: (await import("../secrets/CredentialForm")).CredentialForm }));

interface Props {
  value: string;
  onChange(id: string): void;
  error?: string;
}

/** With which credential a target is signed in to: one that is there, or a new one. */
export function CredentialField(props: Props) {
  const can = useCan();
  return (
    <Box sx={{ display: "grid", gap: 0.5, justifyItems: "start", alignContent: "start", minWidth: 0 }}>
      <Choice {...props} />
      {can("credential:write") && can("credential:read") && <NewCredential onMade={props.onChange} />}
    </Box>
  );
}

function NewCredential({ onMade }: { onMade(id: string): void }) {
  const { t } = useTranslation("targets");
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button startIcon={<Plus size={16} />} onClick={() => setOpen(true)}>
        {t("form.credentialNew")}
      </Button>
      {/* What is sent here would be taken for the form around it, too. */}
      <Dialog
        open={open}
        onClose={close}
        onSubmit={(event) => event.stopPropagation()}
        fullWidth
        maxWidth="sm"
        aria-labelledby="credential-title"
      >
        <Suspense>{open && <CredentialForm onSaved={({ id }) => onMade(id)} onClose={close} />}</Suspense>
      </Dialog>
    </>
  );
}

function Choice({ value, onChange, error }: Props) {
  const { t } = useTranslation("targets");
  const can = useCan();
  const { data, isPending, isError } = useAllCredentials(can("credential:read"));
  const items = data?.items ?? [];
  const help = !can("credential:read")
    ? t("form.credentialHidden")
    : isError
      ? t("form.credentialFailed")
      : data && items.length === 0
        ? t(can("credential:write") ? "form.credentialFirst" : "form.credentialNone")
        : undefined;
  return (
    <Autocomplete
      fullWidth
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
