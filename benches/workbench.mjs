// Measures what the README claims of the workbench: slider to picture, first page, script, load beside heavy questions, and a
// case of 10,000 claims. Run `cargo build --release` and `npm ci` in web/ first; then `node benches/workbench.mjs`.
import { readFileSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import http from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const root = join(import.meta.dirname, "..");
process.env.WINSET_BIN ??= join(root, "target/release/winset");
const { close, copy, drawn, obstacle, open, serve, settled } = await import("../web/test/bench.mjs");

if (obstacle) {
  console.log(`not measured: ${obstacle}`);
  process.exit(0);
}

const endings = [];
const t = { after: (f) => endings.push(f) };
let good = true;

/** One line: what was measured, the figure, the goal. */
function line(name, value, unit, goal, more = "") {
  good &&= value < goal;
  console.log(`${name.padEnd(44)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(3)} (goal: under ${goal} ${unit})${more}`);
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
const sort = (list) => [...list].sort((a, b) => a - b);

/** The scripts that the first page loads, compressed. */
function script() {
  const dist = join(root, "web/dist");
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const names = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((m) => m[1]);
  const bytes = names.map((n) => gzipSync(readFileSync(join(dist, n)), { level: 9 }).length);
  const all = readdirSync(join(dist, "assets")).length;
  line("script of the first page, compressed", bytes.reduce((a, b) => a + b, 0) / 1000, "kB", 100, `; ${all} assets in all`);
}

/** From the address to the first picture, each time in a browser that knows nothing. */
async function cold(bench) {
  const times = [];
  for (let i = 0; i < 7; i += 1) {
    const start = performance.now();
    const { page, context } = await open(t, bench, "?case=rok-us-sma-11&page=state&as_of=2019-11-19");
    await page.waitForSelector("[data-part] svg");
    times.push(performance.now() - start);
    await context.close();
  }
  const s = sort(times);
  line("first page, cold, to its first picture", s[3], "ms", 1000, `; ${s[0].toFixed(0)}–${s[6].toFixed(0)}`);
}

/** From a slider's movement to the frame after its picture was exchanged. */
async function slider(bench, name, query) {
  const { page, context } = await open(t, bench, query);
  await drawn(page, name);
  await page.waitForSelector("input[type=range]");
  await settled(page);
  const times = await page.evaluate(async () => {
    const page = document.getElementById("page");
    const field = document.querySelector("main input[type=range]");
    const list = [];
    const low = Number(field.min), step = Number(field.step) || 1, steps = Math.floor((Number(field.max) - low) / step);
    field.focus();
    for (let i = 0; i < 60; i += 1) {
      const start = performance.now();
      const next = new Promise((done) => {
        page.addEventListener("shown", () => requestAnimationFrame(() => setTimeout(done, 0)), { once: true });
      });
      field.value = String(low + step * ((i * 7) % steps));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await next;
      list.push(performance.now() - start);
    }
    return list;
  });
  await context.close();
  const s = sort(times);
  line(`slider to picture, page ${name}, 95th percentile`, at(s, 0.95), "ms", 100, `; median ${at(s, 0.5).toFixed(1)}`);
}

/** Logs in without a browser; gives the cookie. */
async function login(bench) {
  const answer = await fetch(`${bench.origin}/api/v1/login`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: bench.origin },
    body: JSON.stringify({ token: bench.token }),
  });
  return answer.headers.get("set-cookie").split(";")[0];
}

/** 500 questions a second, five again and again, sent by the clock whatever the answers take; the time counts from when one was due. */
async function load(bench, cookie, seconds) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
  const paths = ["brief", "price", "record", "vote", "forecast"].map((v) => `/api/v1/cases/rok-us-sma-11/${v}?as_of=2019-11-19`);
  const times = [];
  let failed = 0;
  const one = (due, path) => new Promise((done) => {
    const request = http.get(bench.origin + path, { agent, headers: { cookie } }, (r) => {
      r.resume();
      r.on("end", () => {
        if (r.statusCode !== 200) failed += 1;
        times.push(performance.now() - due);
        done();
      });
    });
    request.on("error", () => {
      failed += 1;
      done();
    });
  });
  const start = performance.now();
  const waiting = [];
  for (let i = 0; i < 500 * seconds; i += 1) {
    const due = start + i * 2;
    while (performance.now() < due) await new Promise((go) => setTimeout(go, Math.max(0, due - performance.now() - 1)));
    waiting.push(one(due, paths[i % paths.length]));
  }
  await Promise.all(waiting);
  agent.destroy();
  return { times: sort(times), failed, rate: times.length / ((performance.now() - start) / 1000) };
}

/** Asks the heaviest question there is, the whole frontier, again and again until told to stop. */
async function busy(bench, cookie, signal) {
  let asked = 0;
  while (!signal.aborted) {
    const set = encodeURIComponent(`title="x${asked}"`);
    const answer = await fetch(`${bench.origin}/api/v1/cases/rok-us-sma-11/deals?as_of=2019-11-19&frontier=true&set=${set}`, { headers: { cookie } });
    await answer.text();
    if (!answer.ok) throw new Error(`the question was refused: ${answer.status}`);
    asked += 1;
  }
  return asked;
}

/** A copy of the shipped case with 10,000 claims. */
async function large() {
  const dir = await copy(t, "rok-us-sma-11", "large");
  const file = join(dir, "record.csv");
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const model = lines[lines.length - 1];
  const id = model.split(",")[0];
  for (let i = lines.length; i <= 10_000; i += 1) lines.push(model.replace(id, `x${i}`));
  await writeFile(file, `${lines.join("\n")}\n`);
  const bench = await serve(t, [dir]);
  const cookie = await login(bench);
  const ask = async (path) => {
    const start = performance.now();
    const answer = await fetch(bench.origin + path, { headers: { cookie } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text.slice(0, 400));
    return performance.now() - start;
  };
  line("10,000 claims: the case opens", await ask("/api/v1/cases/large/check"), "ms", 300);
  const times = [];
  for (let i = 0; i < 11; i += 1) times.push(await ask(`/api/v1/cases/large/pages/state?as_of=2019-11-${10 + i}`));
  line("10,000 claims: its state of play, median", at(sort(times), 0.5), "ms", 100);
}

try {
  script();
  const bench = await serve(t, [await copy(t, "rok-us-sma-11")]);
  await cold(bench);
  const asked = "case=rok-us-sma-11&as_of=2019-11-19";
  await slider(bench, "price", `?page=price&${asked}&p=${encodeURIComponent("+13%, 7%/yr, 5y")}`);
  await slider(bench, "vote", `?page=vote&${asked}`);
  const cookie = await login(bench);
  await load(bench, cookie, 1);
  const stop = new AbortController();
  const jobs = busy(bench, cookie, stop.signal);
  const { times, failed, rate } = await load(bench, cookie, 8);
  stop.abort();
  line("99th percentile beside heavy questions", at(times, 0.99), "ms", 50,
    `; ${rate.toFixed(0)} a second, ${failed} failed, median ${at(times, 0.5).toFixed(1)}, ${await jobs} heavy`);
  good &&= failed === 0 && rate > 490;
  await large();
} finally {
  await close();
  for (const f of endings.reverse()) await f();
}
process.exit(good ? 0 : 1);
