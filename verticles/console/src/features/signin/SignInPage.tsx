import { Alert } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { begin } from "../../api/session";
import { useSession } from "../../app/session";
import { Frame } from "./Frame";
import SignInForm from "./SignInForm";

const CHALLENGE = /(?:^|; )(?:__Host-)?opsconductor_mfa=([^;]+)/;

/** Only a path of this host: a link must not lead signed-in people elsewhere. */
export function safeReturn(wanted: string | null): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}

export default function SignInPage() {
  const { t } = useTranslation("signin");
  const session = useSession();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const returnTo = safeReturn(params.get("return"));
  const error = params.get("error");
  const [challenge] = useState(() => {
    const found = params.get("mfa") === "required" ? CHALLENGE.exec(document.cookie)?.[1] : undefined;
    return found && decodeURIComponent(found);
  });
  if (session.status === "signedIn") {
    return <Navigate replace to={returnTo} />;
  }
  return (
    <Frame title={t("title")}>
      {error && (
        <Alert severity="error" sx={{ marginBottom: 2 }}>
          {t(`refused.${error}`, { defaultValue: t("refused.sso_unavailable") })}
        </Alert>
      )}
      <SignInForm
        returnTo={returnTo}
        challenge={challenge}
        onTokens={async (tokens) => {
          await begin(tokens);
          navigate(tokens.mfaEnrolmentRequired ? "/account?tab=security" : returnTo, { replace: true });
        }}
      />
    </Frame>
  );
}
