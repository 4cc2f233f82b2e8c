import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    url: string;
    password: string;
    /** Of the process, with what the demo fleet is reached by. */
    data: string;
  }
}

const JAR = resolve(import.meta.dirname, "../../../launcher/target/opsconductor.jar");
const LONGEST_START = 120_000;
const LONGEST_STOP = 20_000;

/** Starts the product for the tests, with a demo fleet and a database of its own, on any free port. */
export default async function setup(project: TestProject) {
  const { OPSCONDUCTOR_URL: url, OPSCONDUCTOR_PASSWORD: password, OPSCONDUCTOR_DATA: data } = process.env;
  if (url && password) {
    project.provide("url", url);
    project.provide("password", password);
    project.provide("data", data ?? "");
    return;
  }
  if (!existsSync(JAR)) {
    throw new Error(`${JAR} is not built`);
  }
  const work = mkdtempSync(join(tmpdir(), "opsconductor-console-"));
  const secret = randomBytes(18).toString("base64url");
  writeFileSync(join(work, "password"), secret, { mode: 0o600 });
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
  const product = spawn(
    java,
    ["-Xmx768m", "-XX:TieredStopAtLevel=1", "-jar", JAR, "--demo", "--data", join(work, "data"), "--port", "0"],
    {
      env: { ...process.env, OPSCONDUCTOR_ADMIN_PASSWORD_FILE: join(work, "password") },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  project.provide("url", await ready(product));
  project.provide("password", secret);
  project.provide("data", join(work, "data"));
  return async () => {
    await stop(product);
    rmSync(work, { recursive: true, force: true });
  };
}

function ready(product: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`OpsConductor did not start:\n${said}`)), LONGEST_START);
    const hear = (chunk: Buffer) => {
      said += chunk;
      const url = /Console and API: (\S+)/.exec(said)?.[1];
      if (url && said.includes("OpsConductor is ready")) {
        clearTimeout(timer);
        done(url);
      }
    };
    product.stdout?.on("data", hear);
    product.stderr?.on("data", hear);
    product.on("exit", (code) => failed(new Error(`OpsConductor ended with ${code}:\n${said}`)));
  });
}

async function stop(product: ChildProcess) {
  product.removeAllListeners("exit");
  const ended = new Promise<void>((done) => product.once("exit", () => done()));
  product.kill("SIGTERM");
  const timer = setTimeout(() => product.kill("SIGKILL"), LONGEST_STOP);
  await ended;
  clearTimeout(timer);
}
