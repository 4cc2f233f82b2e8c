import { FormControlLabel, FormLabel, MenuItem, Radio, RadioGroup, Stack, TextField } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { useFeedback } from "../../ui/Feedback";
import { NO_OBJECT, objectOf } from "./scopes";
import { FormDialog } from "./shared/FormDialog";
import { refresh } from "./shared/names";
import { ObjectField } from "./shared/ObjectField";
import { RoleField, ServiceAccountPicker, TeamPicker, UserPicker } from "./shared/pickers";
import { useRequest } from "./shared/useRequest";
import { useDeleteGrant } from "./useDeleteGrant";

type SubjectType = Schemas["GrantSubject"]["type"];
const SUBJECTS = ["user", "team", "service_account"] as const;
const PICKERS = { user: UserPicker, team: TeamPicker, service_account: ServiceAccountPicker } as const;

interface Props {
  /** Whom it is about, where that is clear already. */
  subject?: Schemas["GrantSubject"];
  onClose(): void;
}

/** Gives or denies somebody what a role permits. */
export function GrantDialog({ subject, onClose }: Props) {
  const { t } = useTranslation("access");
  const { tell } = useFeedback();
  const remove = useDeleteGrant();
  const [type, setType] = useState<SubjectType>(subject?.type ?? "user");
  const [id, setId] = useState(subject?.id ?? "");
  const [role, setRole] = useState("");
  const [effect, setEffect] = useState<"allow" | "deny">("allow");
  const [everything, setEverything] = useState(false);
  const [draft, setDraft] = useState(NO_OBJECT);
  const { busy, problem, attempt } = useRequest();
  const object = everything ? undefined : objectOf(draft);
  const Picker = PICKERS[type];
  const at = (pointer: string) => problem?.errors.find((error) => error.pointer?.startsWith(pointer))?.detail;

  const submit = () => {
    const body = { subject: { type, id }, role, effect, ...(object ? { object } : {}) };
    return attempt(
      () => take(api.POST("/grants", { body })),
      async (grant) => {
        tell(t("grant.added", { name: grant.subjectName ?? grant.subject.id, role }), () => remove(grant));
        onClose();
        await refresh("grants", "explain");
      },
    );
  };
  return (
    <FormDialog
      title={t("grant.add")}
      action={t(`grant.do.${effect}`)}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!id || !role || (!everything && !object)}
      destructive={effect === "deny"}
      problem={problem}
      fields={["/subject", "/role", "/object"]}
    >
      <RadioGroup
        row
        aria-label={t("grant.effect")}
        value={effect}
        onChange={(_, value) => setEffect(value === "deny" ? "deny" : "allow")}
      >
        <FormControlLabel value="allow" control={<Radio />} label={t("grant.do.allow")} />
        <FormControlLabel value="deny" control={<Radio />} label={t("grant.denyWins")} />
      </RadioGroup>
      <Stack sx={{ flexDirection: { xs: "column", sm: "row" }, gap: 2 }}>
        <TextField
          select
          label={t("grant.subject")}
          value={type}
          onChange={(event) => {
            setType(SUBJECTS.find((one) => one === event.target.value) ?? "user");
            setId("");
          }}
          sx={{ maxWidth: { sm: 190 } }}
        >
          {SUBJECTS.map((one) => (
            <MenuItem key={one} value={one}>
              {t(`grant.subjectType.${one}`)}
            </MenuItem>
          ))}
        </TextField>
        <Picker
          key={type}
          label={t(`grant.subjectType.${type}`)}
          value={id}
          onChange={setId}
          error={at("/subject")}
          required
        />
      </Stack>
      <RoleField label={t("grant.role")} value={role} onChange={setRole} error={at("/role")} required />
      <div>
        <FormLabel id="grant-on">{t("grant.on")}</FormLabel>
        <RadioGroup
          row
          aria-labelledby="grant-on"
          value={everything ? "all" : "some"}
          onChange={(_, value) => setEverything(value === "all")}
        >
          <FormControlLabel value="some" control={<Radio />} label={t("object.some")} />
          <FormControlLabel value="all" control={<Radio />} label={t("object.everything")} />
        </RadioGroup>
      </div>
      {!everything && <ObjectField value={draft} onChange={setDraft} error={at("/object")} />}
    </FormDialog>
  );
}
