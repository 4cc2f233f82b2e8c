import { Box, Tab, Tabs } from "@mui/material";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";

interface Props {
  label: string;
  tabs: { key: string; label: string }[];
  /** Which of them is open. */
  open: string;
  children: ReactNode;
}

/** Which of the tabs is in the address; the first when there is none, or one that there is not. */
export function useTab<K extends string>(keys: readonly K[]): K {
  const [params] = useSearchParams();
  const asked = params.get("tab");
  return keys.find((key) => key === asked) ?? (keys[0] as K);
}

/** Parts of a page, one at a time. The choice is in the address; filters of the former one leave it. */
export function TabBar({ label, tabs, open, children }: Props) {
  const [, setParams] = useSearchParams();
  return (
    <Box sx={{ minWidth: 0 }}>
      <Tabs value={open} aria-label={label} onChange={(_, tab: string) => setParams({ tab })} sx={{ marginBottom: 2 }}>
        {tabs.map((tab) => (
          <Tab key={tab.key} value={tab.key} label={tab.label} id={`tab-${tab.key}`} aria-controls={`panel-${open}`} />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`panel-${open}`} aria-labelledby={`tab-${open}`}>
        {children}
      </Box>
    </Box>
  );
}
