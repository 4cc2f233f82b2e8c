import { Box, Button, IconButton, Stack, Tooltip, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Fingerprint, Mail, Pencil, Smartphone, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { passkeysWork } from "../../api/passkeys";
import { useFeedback } from "../../ui/Feedback";
import { TimeText } from "../../ui/TimeText";
import { Section } from "../access/shared/Section";
import { Tag } from "../access/shared/Tag";
import { useAct } from "../access/shared/useRequest";
import { MY_EMAIL } from "./EmailSection";
import { PasskeyDialog, RenamePasskey } from "./PasskeyDialog";
import { TotpDialog } from "./TotpDialog";

type Factor = Schemas["Factor"];

const ICONS = { totp: Smartphone, passkey: Fingerprint, email_code: Mail } as const;
const FEW_CODES = 3;

interface Props {
  mfa: Schemas["Mfa"];
  /** With recovery codes, when there are others now. */
  onChanged(recoveryCodes?: string[]): Promise<void>;
}

/** What is shown beside the password, and what helps when it is lost. */
export function FactorsSection({ mfa, onChanged }: Props) {
  const { t } = useTranslation("account");
  const { confirm, tell } = useFeedback();
  const act = useAct();
  const [open, setOpen] = useState<"totp" | "passkey" | null>(null);
  const has = (kind: Factor["kind"]) => mfa.factors.some((factor) => factor.kind === kind);
  const any = mfa.factors.length > 0;
  const email = useQuery({ ...MY_EMAIL, enabled: !any });
  const isUnreached = email.data !== undefined && email.data.verifiedAt === undefined;

  const renewCodes = async () => {
    const sure = await confirm({
      title: t("recovery.renewTitle"),
      text: t("recovery.renewText"),
      action: t("recovery.renew"),
    });
    if (sure) {
      await act(
        () => take(api.POST("/auth/mfa/recovery-codes")),
        ({ recoveryCodes }) => onChanged(recoveryCodes),
      );
    }
  };
  const byMail = async () => {
    const sure = await confirm({ title: t("factor.mailTitle"), text: t("factor.mailText"), action: t("factor.mail") });
    if (sure) {
      await act(
        () => take(api.POST("/auth/mfa/email")),
        ({ recoveryCodes }) => onChanged(recoveryCodes),
      );
    }
  };
  const remove = async (factor: Factor) => {
    const last = mfa.factors.length === 1;
    const sure = await confirm({
      title: t("factor.removeTitle"),
      text: last ? t("factor.removeLast") : t("factor.removeText"),
      names: [nameOf(factor, t(`factor.kind.${factor.kind}`))],
      action: t("factor.remove"),
      destructive: true,
    });
    if (sure) {
      await act(
        () => take(api.DELETE("/auth/mfa/factors/{id}", { params: { path: { id: factor.id } } })),
        () => {
          tell(t("factor.removed"));
          return onChanged();
        },
      );
    }
  };
  return (
    <Section title={t("factor.title")} text={any ? t("factor.text") : t("factor.none")}>
      <Stack sx={{ gap: 2 }}>
        {any && (
          <Stack component="ul" sx={{ margin: 0, padding: 0, listStyle: "none" }}>
            {mfa.factors.map((factor) => (
              <FactorRow key={factor.id} factor={factor} onRemove={() => remove(factor)} onChanged={onChanged} />
            ))}
          </Stack>
        )}
        <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1 }}>
          <Button
            variant={any ? "outlined" : "contained"}
            startIcon={<Smartphone size={16} />}
            onClick={() => setOpen("totp")}
          >
            {has("totp") ? t("totp.another") : t("totp.add")}
          </Button>
          {passkeysWork() && (
            <Button variant="outlined" startIcon={<Fingerprint size={16} />} onClick={() => setOpen("passkey")}>
              {t("passkey.add")}
            </Button>
          )}
          {!any && (
            <Button variant="outlined" startIcon={<Mail size={16} />} onClick={byMail} disabled={isUnreached}>
              {t("factor.mail")}
            </Button>
          )}
        </Stack>
        {!any && isUnreached && (
          <Typography variant="body2" color="textSecondary">
            {t("factor.mailNeeds")}
          </Typography>
        )}
        {!passkeysWork() && (
          <Typography variant="body2" color="textSecondary">
            {t("passkey.unavailable")}
          </Typography>
        )}
        {any && (
          <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1, alignItems: "center" }}>
            <Tag tone={mfa.recoveryCodesLeft < FEW_CODES ? "warning" : "neutral"}>
              {t("recovery.left", { count: mfa.recoveryCodesLeft })}
            </Tag>
            <Button onClick={renewCodes}>{t("recovery.renew")}</Button>
          </Stack>
        )}
      </Stack>
      {open === "totp" && <TotpDialog onClose={() => setOpen(null)} onConfirmed={onChanged} />}
      {open === "passkey" && <PasskeyDialog onClose={() => setOpen(null)} onAdded={onChanged} />}
    </Section>
  );
}

interface RowProps {
  factor: Factor;
  onRemove(): void;
  onChanged(): Promise<void>;
}

function FactorRow({ factor, onRemove, onChanged }: RowProps) {
  const { t } = useTranslation("account");
  const [renaming, setRenaming] = useState(false);
  const kind = t(`factor.kind.${factor.kind}`);
  const name = nameOf(factor, kind);
  const Icon = ICONS[factor.kind];
  return (
    <Stack
      component="li"
      sx={(theme) => ({
        flexDirection: "row",
        alignItems: "center",
        gap: 1.5,
        paddingBlock: 1,
        "& + &": { borderTop: `1px solid ${theme.vars?.palette.divider}` },
      })}
    >
      <Icon size={20} aria-hidden style={{ flexShrink: 0 }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 560, overflowWrap: "anywhere" }}>{name}</Typography>
        <Typography variant="body2" color="textSecondary">
          {name !== kind && `${kind} · `}
          {t("factor.since")} <TimeText at={factor.createdAt} form="date" />
          {" · "}
          {factor.lastUsedAt ? (
            <>
              {t("factor.lastUsed")} <TimeText at={factor.lastUsedAt} form="relative" />
            </>
          ) : (
            t("factor.neverUsed")
          )}
        </Typography>
      </Box>
      {factor.kind === "passkey" && (
        <Tooltip title={t("passkey.rename")}>
          <IconButton aria-label={t("passkey.renameOf", { name })} onClick={() => setRenaming(true)}>
            <Pencil size={16} />
          </IconButton>
        </Tooltip>
      )}
      <Tooltip title={t("factor.remove")}>
        <IconButton aria-label={t("factor.removeOf", { name })} onClick={onRemove}>
          <Trash2 size={16} />
        </IconButton>
      </Tooltip>
      {renaming && <RenamePasskey factor={factor} onClose={() => setRenaming(false)} onRenamed={onChanged} />}
    </Stack>
  );
}

/** Passkeys have names; of the others there is one of a kind. */
function nameOf(factor: Factor, kind: string): string {
  return (factor.kind === "passkey" && factor.name) || kind;
}
