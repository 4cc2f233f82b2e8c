import { Box, CircularProgress } from "@mui/material";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { queryClient } from "../api/queries";
import { currentSession, resume } from "../api/session";
import { Failure } from "../ui/Outcome";
import { useLooks } from "./looks";
import { useSession } from "./session";

const ENROLMENT = { pathname: "/account", search: "?tab=security" };

/** Asks who sits here while the page is being fetched. */
export function beginAtGate(): null {
  if (currentSession().status === "starting") {
    void resume();
  }
  return null;
}

/** Lets nobody by who is not signed in, and remembers where they were going. */
export function Gate() {
  const session = useSession();
  const location = useLocation();
  const known = session.status === "signedIn" || session.status === "expired" ? session : undefined;
  const enrols = known?.enrolmentRequired === true;
  const ready = useLooks(enrols ? undefined : known?.me.id);
  useEffect(() => {
    if (session.status === "signedOut") {
      queryClient.clear();
    }
  }, [session.status]);
  switch (session.status) {
    case "starting":
      return <Starting />;
    case "away":
      return (
        <Box component="main" sx={{ height: "100dvh", display: "grid", placeItems: "center" }}>
          <Failure problem={session.problem} retry={() => resume()} />
        </Box>
      );
    case "signedOut": {
      const to = location.pathname + location.search + location.hash;
      return <Navigate replace to={to === "/" ? "/login" : `/login?return=${encodeURIComponent(to)}`} />;
    }
    default:
      // Nothing else can be done before a second factor is set up.
      if (enrols && location.pathname !== ENROLMENT.pathname) {
        return <Navigate replace to={ENROLMENT} />;
      }
      return ready ? <Outlet /> : <Starting />;
  }
}

function Starting() {
  const { t } = useTranslation();
  return (
    <Box sx={{ height: "100dvh", display: "grid", placeItems: "center" }}>
      <CircularProgress aria-label={t("starting")} />
    </Box>
  );
}
