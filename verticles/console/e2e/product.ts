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

interface Wanted {
  /** Whether with a fleet of simulated hosts; without there is nothing in it but `admin`. */
  demo?: boolean;
  /** A file of settings; without it everything is as it comes. */
  config?: string;
  /** Any free one unless it is said. */
  port?: number;
}

/** A product that runs, with a database of its own. */
export interface Product {
  url: string;
  /** Of `admin`. */
  password: string;
  data: string;
  /** Ends it, and removes all that it kept. */
  stop(): Promise<void>;
}

/** The product for all tests, with a demo fleet. */
export default async function setup(project: TestProject) {
  const { OPSCONDUCTOR_URL, OPSCONDUCTOR_PASSWORD, OPSCONDUCTOR_DATA = "" } = process.env;
  if (OPSCONDUCTOR_URL && OPSCONDUCTOR_PASSWORD) {
    project.provide("url", OPSCONDUCTOR_URL);
    project.provide("password", OPSCONDUCTOR_PASSWORD);
    project.provide("data", OPSCONDUCTOR_DATA);
    return;
  }
  const { url, password, data, stop } = await startProduct({ demo: true });
  project.provide("url", url);
  project.provide("password", password);
  project.provide("data", data);
  return stop;
}

/** Starts one more product. Whoever starts it stops it. */
export async function startProduct({ demo = false, config, port = 0 }: Wanted = {}): Promise<Product> {
  if (!existsSync(JAR)) {
    throw new Error(`${JAR} is not built`);
  }
  const work = mkdtempSync(join(tmpdir(), "opsconductor-console-"));
  const data = join(work, "data");
  const password = randomBytes(18).toString("base64url");
  writeFileSync(join(work, "password"), password, { mode: 0o600 });
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
  const options = [...(demo ? ["--demo"] : []), ...(config ? ["--config", config] : [])];
  const flags = [...options, "--data", data, "--port", `${port}`];
  const product = spawn(java, ["-Xmx768m", "-XX:TieredStopAtLevel=1", "-jar", JAR, ...flags], {
    env: { ...process.env, OPSCONDUCTOR_ADMIN_PASSWORD_FILE: join(work, "password") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async () => {
    await end(product);
    rmSync(work, { recursive: true, force: true });
  };
  try {
    return { url: await ready(product), password, data, stop };
  } catch (error) {
    await stop();
    throw error;
  }
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
    product.on("exit", (code) => {
      clearTimeout(timer);
      failed(new Error(`OpsConductor ended with ${code}:\n${said}`));
    });
  });
}

async function end(product: ChildProcess) {
  if (product.exitCode !== null || product.signalCode !== null) {
    return;
  }
  product.removeAllListeners("exit");
  const ended = new Promise<void>((done) => product.once("exit", () => done()));
  product.kill("SIGTERM");
  const timer = setTimeout(() => product.kill("SIGKILL"), LONGEST_STOP);
  await ended;
  clearTimeout(timer);
}
