// The measurements of ./scripts/bench. Every line is JSON: { "bench", "ms" or "bytes", … }.
import { createWriteStream, existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { chromium } from "playwright-core";
import { createServer } from "./server.mjs";

const ROWS = Number(process.env.BENCH_ROWS || 1_000_000);
/** The build that is measured; ATTAIN_DIST names another one. */
const DIST = process.env.ATTAIN_DIST || "dist";
const part = process.argv[2] || "all";
const executablePath = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const print = (line) => console.log(JSON.stringify(line));
const round = (ms) => Math.round(ms * 10) / 10;

async function browse(root, run) {
  const server = await createServer({ root });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const profile = await mkdtemp(path.join(tmpdir(), "attain-bench-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, locale: "en-US", args: ["--no-sandbox", "--disable-dev-shm-usage"], viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(300_000);
  try {
    await run(context.pages()[0], `http://127.0.0.1:${server.address().port}/`);
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function engine(job) {
  const root = "target/site/bench";
  await writeFile(`${root}/index.html`, `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"><title>bench</title><script type="module" src="run.js"></script>`);
  await writeFile(`${root}/run.js`, `import init from "./${job}.js";\nconst { memory } = await init();\nconsole.log(JSON.stringify({ bench: "memory", bytes: memory.buffer.byteLength }));\ndocument.title = "done";\n`);
  await browse(root, async (page, url) => {
    page.on("console", (message) => {
      if (message.text().startsWith("{")) print({ ...JSON.parse(message.text()), where: "browser" });
      else console.error(message.text());
    });
    await page.goto(url, { waitUntil: "commit" });
    // The job keeps the page busy from beginning to end; on a slow machine that takes minutes.
    await page.waitForFunction(() => document.title === "done", null, { timeout: 1_800_000 });
  });
}

/** What travels: Brotli at its best, as a host with prepared files sends it. */
async function transfer(group, names) {
  let [bytes, brotli] = [0, 0];
  for (const name of names) {
    const content = await readFile(path.join(DIST, name));
    bytes += content.length;
    brotli += zlib.brotliCompressSync(content, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
  }
  print({ bench: `transfer, ${group}`, files: names.length, bytes, brotli });
}

/** Each part of the page's binary by itself, the whole page with all of them, and the file worker. */
async function sizes() {
  const names = (await readdir(DIST)).filter((name) => /\.(js|css|wasm|html|svg)$/.test(name) && name !== "sw.js");
  const worker = names.filter((name) => /^(worker|file-worker)/.test(name));
  for (const name of names.filter((name) => /^split-.*\.wasm$/.test(name))) await transfer(`part ${/^split-(.*)-/.exec(name)[1]}`, [name]);
  await transfer("shared parts", names.filter((name) => name.startsWith("chunk-")));
  await transfer("page with every part", names.filter((name) => !worker.includes(name)));
  await transfer("worker", worker);
}

/** Collects the files that a page asks for; the returned function names them, once each. */
function asked(page) {
  const names = new Set();
  page.on("response", (response) => names.add(new URL(response.url()).pathname.slice(1) || "index.html"));
  return () => [...names];
}

/** A sales file of ROWS lines. */
async function salesFile(folder) {
  const file = path.join(folder, "million.csv");
  const out = createWriteStream(file);
  let seed = 7;
  const below = (n) => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) % n;
  out.write("document,line,date,person,customer,product,quantity,amount\n");
  for (let row = 0; row < ROWS; row += 1) {
    const day = new Date(Date.UTC(2024, 0, 1 + below(730))).toISOString().slice(0, 10);
    const line = `D${Math.floor(row / 3)},${row % 3 + 1},${day},Person ${below(200)},Customer ${below(5000)},Product ${below(300)},${1 + below(20)},${below(100000)}.${String(below(100)).padStart(2, "0")}\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  return file;
}

/** Records the longest time between two frames from now on; the returned function tells it. */
async function frames(page) {
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    const frame = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  return () => page.evaluate(() => window.longest);
}

/** From a change of the address until the page has been painted and stays as it is for two frames. */
function repaint(page, hash) {
  return page.evaluate((hash) => new Promise((resolve) => {
    const start = performance.now();
    let changed = start;
    let quiet = 0;
    const watch = new MutationObserver(() => { changed = performance.now(); quiet = 0; });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    location.hash = hash;
    const frame = () => {
      quiet += 1;
      if (quiet < 6) return requestAnimationFrame(frame);
      watch.disconnect();
      resolve(changed - start);
    };
    requestAnimationFrame(frame);
  }), hash);
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function page() {
  await sizes();
  await browse(DIST, async (page, url) => {
    const files = asked(page);
    await page.goto(url);
    await page.locator("main.first").waitFor();
    await transfer("first load", files());
    const paint = await page.evaluate(() => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true });
    }));
    print({ bench: "first load, largest paint", ms: round(paint) });

    const folder = await mkdtemp(path.join(tmpdir(), "attain-bench-"));
    try {
      const file = await salesFile(folder);
      const longest = await frames(page);
      const start = performance.now();
      await page.locator("main.first input[type=file]").setInputFiles(file);
      const button = page.getByRole("button", { name: /^Import [\d,]+ records$/ });
      await button.waitFor();
      const checked = performance.now();
      await button.click();
      await page.locator(".note.is-good").waitFor();
      await page.waitForFunction(() => document.querySelector(".saving:not(.is-busy)"));
      print({ bench: `import of ${ROWS} rows of CSV`, ms: round(performance.now() - start), read_and_checked: round(checked - start), longest_frame: round(await longest()) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }

    await repaint(page, "#/monitor");
    const times = [];
    for (const span of ["2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3"]) times.push(await repaint(page, `#/monitor?p=${span}`));
    print({ bench: "another period on the monitor, painted", ms: round(median(times)), most: round(Math.max(...times)) });

    const reopened = [];
    for (let run = 0; run < 3; run += 1) {
      await page.reload();
      reopened.push(await page.evaluate(async () => {
        while (!document.querySelector(".finding")) await new Promise(requestAnimationFrame);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        return performance.now();
      }));
    }
    print({ bench: `opened with ${ROWS} rows, first figures painted`, ms: round(median(reopened)) });
  });
}

/** From `act` until the page has been painted and stays as it is for some frames. */
async function painted(page, act) {
  await page.evaluate(() => {
    const state = window.painting = { start: 0, changed: 0, quiet: 0 };
    const begin = () => { if (state.start === 0) state.start = state.changed = performance.now(); };
    for (const kind of ["keydown", "click"]) document.addEventListener(kind, begin, { capture: true, once: true });
    state.watch = new MutationObserver(() => { if (state.start > 0) { state.changed = performance.now(); state.quiet = 0; } });
    // What the bar says of saving is no part of the page.
    state.watch.observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true, attributes: true });
  });
  await act();
  return page.evaluate(() => new Promise((resolve) => {
    const { painting: state } = window;
    const frame = () => {
      state.quiet += 1;
      if (state.start === 0 || state.quiet < 6) return requestAnimationFrame(frame);
      state.watch.disconnect();
      resolve(state.changed - state.start);
    };
    requestAnimationFrame(frame);
  }));
}

/** 500 people with eight raters each: opening their calibration, and moving grades. */
async function calibration() {
  await browse(DIST, async (page, url) => {
    await page.goto(url);
    await page.locator("main.first").waitFor();
    // The first page makes a workspace of a backup.
    await page.locator("main.first input[type=file]").setInputFiles("target/site/bench/reviews.attain");
    await page.getByText("Five hundred").first().waitFor();
    await page.waitForFunction(() => document.querySelector(".saving:not(.is-busy)"));
    const opened = [];
    for (let run = 0; run < 5; run += 1) {
      await page.reload();
      await page.locator("main h1").waitFor();
      await repaint(page, "#/workspaces");
      opened.push(await repaint(page, "#/calibration"));
      if (await page.locator("li.calibration-row").count() === 0) throw new Error("nobody is calibrated");
    }
    print({ bench: "calibration of 500 people opened, painted", ms: round(median(opened)), most: round(Math.max(...opened)) });

    const moved = [];
    for (let run = 0; run < 7; run += 1) {
      const row = page.locator("li.calibration-row").nth(run + 2);
      await row.locator("[role=radio][aria-checked=false]").nth(run % 2).click();
      const reason = page.locator("dialog[open] .move-reason input");
      await reason.fill("Compared");
      moved.push(await painted(page, () => reason.press("Enter")));
      await page.locator("dialog[open]").waitFor({ state: "detached" });
    }
    print({ bench: "a grade moved among 500 people, painted", ms: round(median(moved)), most: round(Math.max(...moved)) });
  });
}

if (part !== "page" && part !== "calibration") for (const job of ["million", "pay"]) await engine(job);
if (part !== "engine" && part !== "calibration") await page();
if (part !== "engine") await calibration();
