import { Box, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { TimeText } from "../../../ui/TimeText";
import { Tag } from "./Tag";

/** An address, whether it is proved, and one that waits for that. */
export function EmailFacts({ email }: { email: Schemas["Email"] }) {
  const { t } = useTranslation("access");
  if (!email.email && !email.pending) {
    return <Typography color="textSecondary">{t("email.none")}</Typography>;
  }
  return (
    <Box sx={{ display: "grid", gap: 1, overflowWrap: "anywhere" }}>
      {email.email && (
        <div>
          {email.email}{" "}
          {email.verifiedAt && (
            <Tag tone="success">
              {t("email.proved")} <TimeText at={email.verifiedAt} form="date" />
            </Tag>
          )}
        </div>
      )}
      {email.pending && (
        <div>
          {email.pending} <Tag tone="warning">{t("email.pending")}</Tag>
        </div>
      )}
    </Box>
  );
}
