import { Stack } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { resume } from "../../api/session";
import { Outcome } from "../../ui/Outcome";
import { refresh } from "../access/shared/names";
import { SecretOnce } from "../access/shared/SecretOnce";
import { EmailSection } from "./EmailSection";
import { FactorsSection } from "./FactorsSection";
import { PasswordSection } from "./PasswordSection";
import { PolicySection } from "./PolicySection";
import { useMfa } from "./useMustEnrol";

interface Props {
  /** Nothing else may be done before a second factor is set up. */
  mustEnrol: boolean;
}

/** How I sign in: password, address and second factors. */
export function SecurityTab({ mustEnrol }: Props) {
  const { t } = useTranslation("account");
  const [codes, setCodes] = useState<{ lines: string[]; enrolled: boolean } | null>(null);
  const mfa = useMfa();

  const changed = async (recoveryCodes?: string[]) => {
    if (recoveryCodes && recoveryCodes.length > 0) {
      setCodes({ lines: recoveryCodes, enrolled: mustEnrol });
    } else if (mustEnrol) {
      await resume();
    }
    await refresh("auth", "sessions");
  };
  return (
    <Stack sx={{ gap: 2, maxWidth: 860 }}>
      <Outcome query={mfa}>{(one) => <FactorsSection mfa={one} onChanged={changed} />}</Outcome>
      {!mustEnrol && (
        <>
          <PasswordSection />
          <EmailSection />
          {mfa.data && <PolicySection hasFactor={mfa.data.factors.length > 0} />}
        </>
      )}
      {codes && (
        <SecretOnce
          title={t("recovery.title")}
          text={t("recovery.text")}
          lines={codes.lines}
          file="opsconductor-recovery-codes.txt"
          onClose={() => {
            setCodes(null);
            if (codes.enrolled) {
              void resume();
            }
          }}
        />
      )}
    </Stack>
  );
}
