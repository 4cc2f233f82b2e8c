import { Button, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Page, Schemas } from "../../../api/client";
import { useFeedback } from "../../../ui/Feedback";
import { Outcome } from "../../../ui/Outcome";
import { TimeText } from "../../../ui/TimeText";
import { refresh } from "./names";
import { useAct } from "./useRequest";

type Identity = Schemas["Identity"];

interface Props {
  owner: string;
  load(): Promise<Page<Identity>>;
  unlink(identity: Identity): Promise<unknown>;
  mayUnlink: boolean;
  /** What goes with it. */
  consequence: string;
}

/** Accounts of directories and providers with which somebody signs in. */
export function Identities({ owner, load, unlink, mayUnlink, consequence }: Props) {
  const { t } = useTranslation("access");
  const { confirm, tell } = useFeedback();
  const act = useAct();
  const identities = useQuery({ queryKey: ["identities", owner], queryFn: load });
  const remove = async (identity: Identity) => {
    const name = nameOf(identity);
    const sure = await confirm({
      title: t("identity.unlinkTitle"),
      text: consequence,
      names: [`${identity.provider}: ${name}`],
      action: t("identity.unlink"),
      destructive: true,
    });
    if (sure) {
      await act(
        () => unlink(identity),
        () => {
          tell(t("identity.unlinked", { name }));
          return refresh("identities", "user", "users");
        },
      );
    }
  };
  return (
    <Outcome query={{ ...identities, data: identities.data?.items }} permission="user:read">
      {(items) =>
        items.length === 0 ? (
          <Typography color="textSecondary">{t("identity.none")}</Typography>
        ) : (
          <Stack component="ul" sx={{ gap: 1.5, margin: 0, padding: 0, listStyle: "none" }}>
            {items.map((identity) => (
              <Stack
                key={identity.id}
                component="li"
                sx={{ flexDirection: "row", flexWrap: "wrap", justifyContent: "space-between", gap: 1 }}
              >
                <div>
                  <Typography sx={{ overflowWrap: "anywhere" }}>
                    <strong>{identity.provider}</strong> {nameOf(identity)}
                  </Typography>
                  <Typography variant="body2" color="textSecondary">
                    {t("identity.linked")} <TimeText at={identity.linkedAt} form="date" />
                    {identity.lastUsedAt && (
                      <>
                        {" · "}
                        {t("lastUsed")} <TimeText at={identity.lastUsedAt} form="relative" />
                      </>
                    )}
                  </Typography>
                </div>
                {mayUnlink && (
                  <Button color="error" onClick={() => remove(identity)}>
                    {t("identity.unlink")}
                  </Button>
                )}
              </Stack>
            ))}
          </Stack>
        )
      }
    </Outcome>
  );
}

function nameOf(identity: Identity): string {
  return identity.displayName ?? identity.username ?? identity.email ?? identity.subject;
}
