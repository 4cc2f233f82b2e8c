import { Alert, Button, Link, Stack } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useLocation } from "react-router";
import { asProblem } from "../../api/problem";
import { askOpenly } from "../../api/session";
import { Lines } from "../../ui/Outcome";
import { Frame } from "./Frame";
import { Refused } from "./Refused";

/** Where the link of a mail leads that proves an address. */
export default function VerifyEmailPage() {
  const { t } = useTranslation(["signin", "ui"]);
  const token = useLocation().hash.slice(1);
  const verified = useQuery({
    queryKey: ["verify-email", token],
    queryFn: async () => {
      await askOpenly("/auth/email/verify", { token });
      return true;
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const problem = verified.error && asProblem(verified.error);
  return (
    <Frame title={t("verify.title")}>
      <Stack sx={{ gap: 2 }}>
        {verified.isPending && <Lines count={1} />}
        {verified.data && <Alert severity="success">{t("verify.done")}</Alert>}
        <Refused problem={problem} />
        {(problem?.isOffline || (problem && problem.status >= 429)) && (
          <Button variant="outlined" onClick={() => verified.refetch()}>
            {t("ui:retry")}
          </Button>
        )}
        <Link component={RouterLink} to="/" variant="body2" sx={{ textAlign: "center" }}>
          {t("verify.on")}
        </Link>
      </Stack>
    </Frame>
  );
}
