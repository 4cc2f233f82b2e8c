import { Button } from "@mui/material";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../../api/client";
import { useCan } from "../../../app/session";
import { useFeedback } from "../../../ui/Feedback";
import { shellWord } from "../../run/commandLines";
import { refresh } from "../shared/names";
import { Section } from "../shared/Section";
import { SessionList } from "../shared/SessionList";
import { useAct } from "../shared/useRequest";

/** Where a user is signed in. Others end all of it, or nothing. */
export function SessionsTab({ user }: { user: Schemas["User"] }) {
  const { t } = useTranslation("access");
  const can = useCan();
  const { confirm, tell } = useFeedback();
  const act = useAct();
  const path = { id: user.id };
  const endAll = async () => {
    const sure = await confirm({
      title: t("session.endAllOf", { name: user.username }),
      text: t("session.endAllText"),
      action: t("session.endAll"),
      destructive: true,
    });
    if (sure) {
      await act(
        () => take(api.DELETE("/users/{id}/sessions", { params: { path } })),
        ({ count }) => {
          tell(t("session.ended", { count }));
          return refresh("sessions");
        },
      );
    }
  };
  return (
    <Section
      title={t("session.list")}
      actions={
        can("session:end") && (
          <Button variant="outlined" color="error" onClick={endAll}>
            {t("session.endAll")}
          </Button>
        )
      }
    >
      <SessionList
        owner={user.id}
        fetchPage={(cursor) =>
          take(
            api.GET("/users/{id}/sessions", {
              params: { path, query: { limit: 100, ...(cursor ? { cursor } : {}) } },
            }),
          )
        }
        permission="session:read"
        cli={`opsconductor session ls --user ${shellWord(user.username)}`}
      />
    </Section>
  );
}
