import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { Crash } from "./Crash";
import { beginAtGate, Gate } from "./Gate";
import { Missing } from "./Missing";
import { Shell } from "./Shell";

type Loaded = () => Promise<{ default: ComponentType }>;

/** Each page is fetched when it is first opened. */
function page(path: string, load: Loaded): RouteObject {
  return { path, lazy: async () => ({ Component: (await load()).default }) };
}

const pages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("../features/home/HomePage")).default }) },
  page("run", () => import("../features/run/RunPage")),
  page("jobs", () => import("../features/jobs/JobsPage")),
  page("jobs/new", () => import("../features/jobs/NewJobPage")),
  page("jobs/:id", () => import("../features/jobs/JobPage")),
  page("executions", () => import("../features/executions/ExecutionsPage")),
  page("executions/:id", () => import("../features/execution/ExecutionPage")),
  page("schedules", () => import("../features/schedules/SchedulesPage")),
  page("schedules/new", () => import("../features/schedules/NewSchedulePage")),
  page("schedules/:id", () => import("../features/schedules/SchedulePage")),
  page("targets", () => import("../features/targets/TargetsPage")),
  page("targets/:id", () => import("../features/targets/TargetPage")),
  page("secrets", () => import("../features/secrets/SecretsPage")),
  page("access", () => import("../features/access/AccessPage")),
  page("access/users/:id", () => import("../features/access/UserPage")),
  page("access/teams/:id", () => import("../features/access/TeamPage")),
  page("cluster", () => import("../features/cluster/ClusterPage")),
  page("account", () => import("../features/account/AccountPage")),
  { path: "*", Component: Missing },
];

/** While the first page is fetched. */
function Nothing() {
  return null;
}

export function routes() {
  return createBrowserRouter([
    {
      ErrorBoundary: Crash,
      HydrateFallback: Nothing,
      children: [
        page("login", () => import("../features/signin/SignInPage")),
        page("reset-password", () => import("../features/signin/ResetPasswordPage")),
        page("verify-email", () => import("../features/signin/VerifyEmailPage")),
        {
          loader: beginAtGate,
          Component: Gate,
          children: [{ Component: Shell, children: [{ ErrorBoundary: Crash, children: pages }] }],
        },
      ],
    },
  ]);
}
