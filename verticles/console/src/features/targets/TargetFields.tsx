import { Box, FormControlLabel, FormHelperText, FormLabel, Radio, RadioGroup, TextField } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem";
import { mono } from "../../app/theme";
import { CredentialField } from "./CredentialField";
import type { Target, TargetInput } from "./data";
import { readPort } from "./import/parsed";
import { TagsField } from "./TagChips";
import { tagsOf, tagTexts } from "./tags";

export interface Draft {
  name: string;
  host: string;
  port: string;
  credentialId: string;
  tags: string[];
  hostKeyPolicy: Target["hostKeyPolicy"];
  hostKey: string;
}

export function draftOf(target?: Target): Draft {
  return {
    name: target?.name ?? "",
    host: target?.host ?? "",
    port: String(target?.port ?? 22),
    credentialId: target?.credentialId ?? "",
    tags: tagTexts(target?.tags ?? {}),
    hostKeyPolicy: target?.hostKeyPolicy ?? "trust_first_use",
    hostKey: "",
  };
}

/** Whether what a person wrote of a target is the same; what the server found out of it does not count. */
export function saysTheSame(one: Target, other: Target): boolean {
  return JSON.stringify(draftOf(one)) === JSON.stringify(draftOf(other));
}

/** What is sent; undefined while something that must be there is not. */
export function inputOfDraft(draft: Draft): TargetInput | undefined {
  const port = readPort(draft.port.trim());
  const tags = tagsOf(draft.tags);
  const whole = draft.name.trim() && draft.host.trim() && draft.credentialId;
  if (!whole || port === undefined || !tags) {
    return undefined;
  }
  return {
    name: draft.name.trim(),
    host: draft.host.trim(),
    port,
    connection: "ssh",
    credentialId: draft.credentialId,
    tags,
    hostKeyPolicy: draft.hostKeyPolicy,
    ...(draft.hostKey.trim() ? { hostKey: draft.hostKey.trim() } : {}),
  };
}

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
  problem: ApiProblem | null;
  /** Of a target that is there already; its key is changed elsewhere. */
  existing?: boolean;
}

/** What a person writes of a target. */
export function TargetFields({ draft, change, problem, existing = false }: Props) {
  const { t } = useTranslation("targets");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const leave = (field: string) => () => setLeft((before) => new Set([...before, field]));
  const missing = (field: "name" | "host") =>
    left.has(field) && draft[field].trim() === "" ? t("form.missing") : undefined;
  const nameError = problem?.of("/name") ?? missing("name");
  const hostError = problem?.of("/host") ?? missing("host");
  const portError =
    problem?.of("/port") ?? (readPort(draft.port.trim()) === undefined ? t("form.portFault") : undefined);
  return (
    <Box sx={{ display: "grid", gap: 2, paddingTop: 1 }}>
      <TextField
        label={t("form.name")}
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
        onBlur={leave("name")}
        required
        error={Boolean(nameError)}
        helperText={nameError ?? t("form.nameHelp")}
        slotProps={{ htmlInput: { maxLength: 128, spellCheck: false, autoComplete: "off" } }}
      />
      <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: { xs: "1fr", sm: "1fr 120px" } }}>
        <TextField
          label={t("form.host")}
          value={draft.host}
          onChange={(event) => change({ host: event.target.value })}
          onBlur={leave("host")}
          required
          error={Boolean(hostError)}
          helperText={hostError ?? t("form.hostHelp")}
          slotProps={{ htmlInput: { maxLength: 253, spellCheck: false, autoComplete: "off", autoCapitalize: "none" } }}
        />
        <TextField
          label={t("form.port")}
          value={draft.port}
          onChange={(event) => change({ port: event.target.value })}
          error={Boolean(portError)}
          helperText={portError}
          slotProps={{ htmlInput: { inputMode: "numeric", maxLength: 5, autoComplete: "off" } }}
        />
      </Box>
      <CredentialField
        value={draft.credentialId}
        onChange={(credentialId) => change({ credentialId })}
        error={problem?.of("/credentialId")}
      />
      <TagsField
        label={t("form.tags")}
        value={draft.tags}
        onChange={(tags) => change({ tags })}
        error={problem?.of("/tags")}
      />
      <Box>
        <FormLabel id="host-key-policy">{t("form.policy")}</FormLabel>
        <RadioGroup
          aria-labelledby="host-key-policy"
          value={draft.hostKeyPolicy}
          onChange={(event) =>
            change({ hostKeyPolicy: event.target.value === "strict" ? "strict" : "trust_first_use" })
          }
        >
          {(["trust_first_use", "strict"] as const).map((policy) => (
            <Box key={policy}>
              <FormControlLabel value={policy} control={<Radio />} label={t(`policy.${policy}`)} />
              <FormHelperText sx={{ marginTop: -0.5, marginInlineStart: 4 }}>
                {t(`policyHelp.${policy}`)}
              </FormHelperText>
            </Box>
          ))}
        </RadioGroup>
      </Box>
      {!existing && (
        <TextField
          label={t("form.hostKey")}
          value={draft.hostKey}
          onChange={(event) => change({ hostKey: event.target.value })}
          multiline
          maxRows={4}
          error={Boolean(problem?.of("/hostKey"))}
          helperText={problem?.of("/hostKey") ?? t("form.hostKeyHelp")}
          placeholder="ssh-ed25519 AAAA…"
          slotProps={{ htmlInput: { maxLength: 16384, spellCheck: false, autoComplete: "off", style: mono } }}
        />
      )}
    </Box>
  );
}
