// What every browser test needs: a workbench on copies of cases, a browser, and what the browser complained of.
import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = process.env.WINSET_BIN ?? join(root, "target/debug/winset");
const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** Why the tests cannot run here, or nothing. */
export const obstacle = !existsSync(binary)
  ? `no ${binary}: cargo build first`
  : browserPath ? undefined : "no Chromium on this machine";

/** A folder of its own that is gone when the test ends. */
export async function scratch(t) {
  const dir = await mkdtemp(join(tmpdir(), "workbench-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** A copy of a shipped case that a test may change. */
export async function copy(t, id, name = id) {
  const dir = join(await scratch(t), name);
  await cp(join(root, "cases", id), dir, { recursive: true });
  return dir;
}

/** Starts the workbench; `port` 0 is a free one. */
export async function serve(t, args, { port = 0, cwd = root } = {}) {
  const child = spawn(binary, ["serve", "--no-open", "--port", String(port), ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = [];
  const address = await new Promise((done, failed) => {
    const look = (line) => {
      lines.push(line);
      const found = /http:\/\/\S+#token=\S+/.exec(line);
      if (found) done(found[0]);
    };
    createInterface({ input: child.stdout }).on("line", look);
    createInterface({ input: child.stderr }).on("line", look);
    child.on("exit", () => failed(new Error(`it ended: ${lines.join("\n")}`)));
    setTimeout(() => failed(new Error(`no address in 20 s: ${lines.join("\n")}`)), 20_000).unref();
  });
  const stop = async (signal = "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await gone;
  };
  t.after(() => stop("SIGKILL"));
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get("token");
  return { address, origin: url.origin, port: Number(url.port), token, stop, lines };
}

let shared;

/** The browser of all tests of a file. */
export async function browser() {
  shared ??= await chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  return shared;
}

/** Closes it. */
export async function close() {
  await shared?.close();
  shared = undefined;
}

/** A page in a context of its own, with what the browser complained of and which addresses it asked. */
export async function open(t, bench, query = "", options = {}) {
  const context = await (await browser()).newContext({ viewport: { width: 1440, height: 900 }, ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  const complaints = [];
  const asked = [];
  page.on("console", (m) => {
    if (m.type() === "error" || /Content.Security.Policy/i.test(m.text())) complaints.push(m.text());
  });
  page.on("pageerror", (e) => complaints.push(String(e)));
  page.on("request", (r) => asked.push(r.url()));
  page.on("dialog", (d) => {
    complaints.push(`a dialog opened: ${d.message()}`);
    void d.dismiss();
  });
  await page.goto(`${bench.origin}/${query}#token=${bench.token}`);
  return { page, context, complaints, asked };
}

/** Waits until a page of the workbench is drawn. */
export async function drawn(page, name) {
  await page.waitForSelector(`nav a[data-page="${name}"][aria-current]`, { timeout: 15_000 });
}

/** Waits until nothing is asked any more. */
export async function settled(page) {
  await page.waitForSelector('#page[aria-busy="false"]', { timeout: 15_000 });
  await page.waitForTimeout(150);
}
