import { Dialog, DialogContent, DialogContentText, DialogTitle } from "@mui/material";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../api/queries";
import { begin, forget } from "../api/session";
import { Lines } from "../ui/Outcome";
import { useSession } from "./session";

const SignInForm = lazy(() => import("../features/signin/SignInForm"));

/** Over the page as it is, when the session has ended: what was typed stays, and what was asked for is asked again. */
export function SignInAgain() {
  const { t } = useTranslation();
  const session = useSession();
  const expired = session.status === "expired";
  return (
    <Dialog open={expired} maxWidth="xs" fullWidth aria-labelledby="sign-in-again">
      {expired && (
        <>
          <DialogTitle id="sign-in-again">{t("expired.title")}</DialogTitle>
          <DialogContent>
            <DialogContentText sx={{ marginBottom: 2 }}>{t("expired.text")}</DialogContentText>
            <Suspense fallback={<Lines count={3} />}>
              <SignInForm
                username={session.me.username}
                returnTo={location.pathname + location.search}
                onTokens={async (tokens) => {
                  await begin(tokens);
                  await queryClient.invalidateQueries();
                }}
                onSomebodyElse={() => {
                  queryClient.clear();
                  forget();
                }}
              />
            </Suspense>
          </DialogContent>
        </>
      )}
    </Dialog>
  );
}
