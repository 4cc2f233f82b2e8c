import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { ApiProblem } from "../../api/problem";
import { begin } from "../../api/session";
import { useSession } from "../../app/session";
import { Frame } from "./Frame";
import SignInForm from "./SignInForm";

const CHALLENGE = /(?:^|; )(?:__Host-)?opsconductor_mfa=([^;]+)/;

/** Only a path of this host: a link must not lead signed-in people elsewhere. */
export function safeReturn(wanted: string | null): string {
  // As a browser reads it, which passes over tabs and line ends.
  const page = wanted?.startsWith("/") && URL.canParse(wanted, location.origin) && new URL(wanted, location.origin);
  const here = page && page.origin === location.origin && !page.pathname.startsWith("//");
  return here ? page.pathname + page.search + page.hash : "/";
}

export default function SignInPage() {
  const { t } = useTranslation("signin");
  const session = useSession();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const returnTo = safeReturn(params.get("return"));
  const error = params.get("error");
  const [waiting] = useState(() => {
    const challenge = params.get("mfa") === "required" ? CHALLENGE.exec(document.cookie)?.[1] : undefined;
    return challenge
      ? { challenge: decodeURIComponent(challenge), factors: params.get("factors")?.split(",") ?? [] }
      : undefined;
  });
  if (session.status === "signedIn") {
    return <Navigate replace to={returnTo} />;
  }
  return (
    <Frame title={t("title")}>
      <SignInForm
        returnTo={returnTo}
        waiting={waiting}
        refused={error ? new ApiProblem(401, { code: error, detail: t("refused.sso") }) : undefined}
        onTokens={async (tokens) => {
          await begin(tokens);
          navigate(tokens.mfaEnrolmentRequired ? "/account?tab=security" : returnTo, { replace: true });
        }}
      />
    </Frame>
  );
}
