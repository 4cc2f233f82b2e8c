import { Stack } from "@mui/material";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { queryClient } from "../../api/queries";
import { useCan } from "../../app/session";
import { Outcome } from "../../ui/Outcome";
import { Facts, Section } from "../access/shared/Section";
import { MfaPolicyForm, type PolicyChoice } from "../access/user/MfaPolicyForm";
import { POLICY_KEY, usePolicies } from "./useMustEnrol";

const LEVELS = ["user", "organization", "system"] as const;
const OF_ORGANIZATION: PolicyChoice[] = ["default", "optional", "required", "required_for_admins", "disabled"];

interface Props {
  /** Whether I have a second factor: without one, being asked for it leaves nothing else to do than to set one up. */
  hasFactor: boolean;
}

/** Whether a second factor has to be shown, and who says so. */
export function PolicySection({ hasFactor }: Props) {
  const { t } = useTranslation(["account", "access"]);
  const can = useCan();
  const policies = usePolicies();
  const saved = (next: Schemas["MfaPolicies"]) => queryClient.setQueryData(POLICY_KEY, next);
  const word = (policy: string) => t(`access:mfa.policy.${policy}`, { defaultValue: policy });
  return (
    <Outcome query={policies}>
      {(said) => (
        <>
          <Section
            title={t("policy.title")}
            text={t("policy.effective", { policy: word(said.effective ?? "optional") })}
          >
            <Stack sx={{ gap: 2 }}>
              <Facts
                facts={LEVELS.filter((level) => said[level]).map((level) => [
                  t(`policy.by.${level}`),
                  word(said[level] ?? ""),
                ])}
              />
              <MfaPolicyForm
                label={t("policy.own")}
                help={hasFactor ? t("policy.ownHelp") : t("policy.ownFirst")}
                choices={["default", "required"]}
                unsaid={t("policy.nothingMore")}
                current={choiceOf(said.own)}
                save={(policy) => take(api.PUT("/auth/mfa/policy", { body: { policy } }))}
                onSaved={saved}
              />
            </Stack>
          </Section>
          {can("mfa-policy:write") && (
            <Section title={t("policy.organization")} text={t("policy.organizationText")}>
              <MfaPolicyForm
                label={t("policy.ofEverybody")}
                choices={OF_ORGANIZATION}
                unsaid={t("policy.asConfigured")}
                current={choiceOf(said.organization)}
                save={(policy) => take(api.PUT("/auth/mfa/policy/organization", { body: { policy } }))}
                onSaved={saved}
              />
            </Section>
          )}
        </>
      )}
    </Outcome>
  );
}

function choiceOf(policy: string | undefined): PolicyChoice {
  return OF_ORGANIZATION.find((one) => one === policy) ?? "default";
}
