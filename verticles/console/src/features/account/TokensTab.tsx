import { Button } from "@mui/material";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { refresh } from "../access/shared/names";
import { Section } from "../access/shared/Section";
import { TokenDialog } from "../access/shared/TokenDialog";
import { TokenList } from "../access/shared/TokenList";

/** API tokens with which programs act for me. */
export function TokensTab() {
  const { t } = useTranslation(["account", "access"]);
  const [making, setMaking] = useState(false);
  const make = (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setMaking(true)}>
      {t("access:token.new")}
    </Button>
  );
  return (
    <Section title={t("tab.tokens")} text={t("tokens.text")} actions={make}>
      <TokenList
        owner="me"
        fetchPage={(cursor) =>
          take(api.GET("/tokens", { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } }))
        }
        mayRevoke
        empty={{
          text: t("tokens.none"),
          cli: "opsconductor token create 'nightly build' -p job:read,job:run --expires-in 90d > token",
        }}
      />
      {making && (
        <TokenDialog
          create={(body) => take(api.POST("/tokens", { body }))}
          onCreated={() => refresh("tokens")}
          onClose={() => setMaking(false)}
        />
      )}
    </Section>
  );
}
