import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import createCache from "@emotion/cache";
import { CacheProvider } from "@emotion/react";
import { CssBaseline } from "@mui/material";
import { ThemeProvider } from "@mui/material/styles";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { queryClient } from "./api/queries";
import { startTexts } from "./app/i18n";
import { pressOnce } from "./app/presses";
import { routes } from "./app/routes";
import { theme } from "./app/theme";
import { ZoneProvider } from "./app/times";
import { FeedbackProvider } from "./ui/Feedback";

// Only styles that carry the nonce of this answer of the server are taken.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const styles = createCache({ key: "oc", nonce });

// Links in mails carry their token behind the #, which no server sees.
const mailed = /^#\/(reset-password|verify-email)\?token=(.+)$/.exec(location.hash);
if (mailed) {
  history.replaceState(null, "", `/${mailed[1]}#${mailed[2]}`);
}

pressOnce();
await startTexts();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <CacheProvider value={styles}>
        <ThemeProvider theme={theme} defaultMode="system" modeStorageKey="opsconductor.theme">
          <CssBaseline />
          <QueryClientProvider client={queryClient}>
            <ZoneProvider>
              <FeedbackProvider>
                <RouterProvider router={routes()} />
              </FeedbackProvider>
            </ZoneProvider>
          </QueryClientProvider>
        </ThemeProvider>
      </CacheProvider>
    </StrictMode>,
  );
}
