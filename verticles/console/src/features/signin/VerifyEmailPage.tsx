import { Alert, Link } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useLocation } from "react-router";
import { askOpenly } from "../../api/session";
import { Outcome } from "../../ui/Outcome";
import { Frame } from "./Frame";

/** Where the link of a mail leads that proves an address. */
export default function VerifyEmailPage() {
  const { t } = useTranslation("signin");
  const token = decodeURIComponent(useLocation().hash.slice(1));
  const verified = useQuery({
    queryKey: ["verify-email", token],
    queryFn: async () => {
      await askOpenly("/auth/email/verify", { token });
      return true;
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Frame title={t("verify.title")}>
      <Outcome query={{ ...verified, refetch: undefined }}>
        {() => <Alert severity="success">{t("verify.done")}</Alert>}
      </Outcome>
      <Link component={RouterLink} to="/" variant="body2" sx={{ display: "block", marginTop: 2, textAlign: "center" }}>
        {t("verify.on")}
      </Link>
    </Frame>
  );
}
