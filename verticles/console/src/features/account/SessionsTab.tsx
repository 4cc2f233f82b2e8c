import { Button } from "@mui/material";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { signOut } from "../../api/session";
import { useFeedback } from "../../ui/Feedback";
import { deviceOf } from "../access/shared/device";
import { refresh } from "../access/shared/names";
import { Section } from "../access/shared/Section";
import { SessionList } from "../access/shared/SessionList";
import { useAct } from "../access/shared/useRequest";

type Session = Schemas["Session"];

/** Where I am signed in. */
export function SessionsTab() {
  const { t } = useTranslation(["account", "access"]);
  const { confirm, tell } = useFeedback();
  const act = useAct();
  const again = () => refresh("sessions");

  const end = async (session: Session) => {
    const device = deviceOf(session.device) ?? t("access:session.unknown");
    const sure = await confirm({
      title: session.current ? t("sessions.endThis") : t("sessions.endOne"),
      text: session.current ? t("sessions.endThisText") : t("sessions.endOneText"),
      names: [[device, session.lastAddress ?? session.address].filter(Boolean).join(", ")],
      action: t("access:session.end"),
      destructive: true,
    });
    if (!sure) {
      return;
    }
    if (session.current) {
      await signOut();
      return;
    }
    await act(
      () => take(api.DELETE("/auth/sessions/{id}", { params: { path: { id: session.id } } })),
      () => {
        tell(t("access:session.ended", { count: 1 }));
        return again();
      },
    );
  };
  const endOthers = async () => {
    const sure = await confirm({
      title: t("sessions.endOthers"),
      text: t("sessions.endOthersText"),
      action: t("sessions.endOthersDo"),
      destructive: true,
    });
    if (sure) {
      await act(
        () => take(api.DELETE("/auth/sessions", { params: { query: { except: "current" } } })),
        ({ count }) => {
          tell(t("access:session.ended", { count }));
          return again();
        },
      );
    }
  };
  return (
    <Section
      title={t("tab.sessions")}
      text={t("sessions.text")}
      actions={
        <Button variant="outlined" color="error" onClick={endOthers}>
          {t("sessions.endOthersDo")}
        </Button>
      }
    >
      <SessionList
        owner="me"
        fetchPage={(cursor) =>
          take(api.GET("/auth/sessions", { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } }))
        }
        end={end}
        cli="opsconductor session ls"
      />
    </Section>
  );
}
