// What every browser test stands on: the release build under a deep path, a browser with an empty profile, and eyes
// for everything that must never happen.
// Invariant: a test fails on a console error, an uncaught error, a policy violation or a request off the origin, unless
// it has said beforehand that it expects exactly that.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createServer } from "../../scripts/server.mjs";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The build under test; ATTAIN_DIST names another one. */
export const DIST = path.resolve(process.env.ATTAIN_DIST || path.join(root, "dist"));
export const BASE = "/some/deep/path/";
export const LANGUAGES = { "zh-Hant": "zh-TW", "zh-Hans": "zh-CN", en: "en-US" };
const executablePath = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** The path of a file of the folder beside the project, or null. With CI set its absence is a failure. */
export function shared(name) {
  const file = path.join(root, "..", "shared", name);
  if (existsSync(file)) return file;
  assert.ok(!process.env.CI, `CI is set and ../shared/${name} is missing`);
  return null;
}

/** A static server of `folder` on a free port. `headers` false: a host that sends types and nothing else. */
export async function serve({ folder = DIST, headers = true, port = 0 } = {}) {
  const server = await createServer({ root: folder, base: BASE, headers });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const address = server.address().port;
  return {
    port: address,
    url: `http://127.0.0.1:${address}${BASE}`,
    stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}

/**
 * The body of a test: `test("name", withApp({ lang: "en" }, async (app) => …))`.
 * Options: lang, theme ("light" | "dark"), width, height, headers, folder, reducedMotion, touch (a phone: fingers instead of a mouse),
 * serviceWorkers ("allow" | "block").
 */
export function withApp(options, body) {
  return async (context) => {
    const app = new App(options, context.name);
    try {
      await app.start();
      await body(app, context);
      app.check();
    } catch (error) {
      await app.shot("failure").catch(() => {});
      if (app.faults.length > 0) error.message += `\nseen meanwhile:\n${app.faults.join("\n")}`;
      throw error;
    } finally {
      await app.end();
    }
  };
}

/** Opens the sample company through the first door, and waits for its first page. */
export async function openSample(app) {
  const page = await app.open();
  await page.getByRole("button", { name: FIRST_DOOR[app.options.lang] }).click();
  await page.locator(".shell").waitFor();
  await app.settle();
  return page;
}

const FIRST_DOOR = { "zh-Hant": "試用範例公司", "zh-Hans": "试用示例公司", en: "Try the sample company" };

class App {
  faults = [];
  // Only a development build asks for this, and only its own server knows it.
  #expected = [/\/__live\b/];

  constructor(options, name) {
    this.options = { lang: "en", theme: "light", width: 1280, height: 800, headers: true, reducedMotion: "reduce", touch: false, serviceWorkers: "allow", ...options };
    this.name = name;
  }

  async start() {
    assert.ok(executablePath, "no Chromium found: install it or name it in CHROMIUM");
    this.profile = await mkdtemp(path.join(tmpdir(), "attain-web-"));
    this.server = await serve(this.options);
    await this.launch();
  }

  /** Starts the browser on the profile of this test: the first time an empty one, later what it left. */
  async launch() {
    const { lang, theme, width, height, reducedMotion, touch, serviceWorkers } = this.options;
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath,
      headless: true,
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
      locale: LANGUAGES[lang],
      colorScheme: theme,
      reducedMotion,
      viewport: { width, height },
      hasTouch: touch,
      isMobile: touch,
      serviceWorkers,
      acceptDownloads: true,
    });
    this.context.setDefaultTimeout(15_000);
    await this.context.exposeBinding("__attainFault", (_, text) => this.#fault(text));
    await this.context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        window.__attainFault(`policy: ${event.violatedDirective} blocked ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`);
      });
    });
    this.context.on("request", (request) => {
      const url = new URL(request.url());
      if (/^https?:$|^wss?:$/.test(url.protocol) && url.origin !== new URL(this.server.url).origin) this.#fault(`off the origin: ${url.href}`);
    });
    this.context.on("console", (message) => {
      if (message.type() === "error") this.#fault(`console: ${message.text()} (${message.location()?.url ?? ""})`);
    });
    this.context.on("weberror", (error) => this.#fault(`uncaught: ${error.error()?.stack ?? error.error()}`));
    this.page = this.context.pages()[0] ?? await this.context.newPage();
  }

  #fault(text) {
    if (!this.#expected.some((pattern) => pattern.test(text))) this.faults.push(text);
  }

  /** From here on what matches is no fault. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** Fails if anything happened that must not. */
  check() {
    assert.deepEqual(this.faults, []);
  }

  /** Goes to a place of the app ("#/…") and waits until it is there. */
  async open(hash = "", page = this.page) {
    await page.goto(this.server.url + hash);
    await this.ready(page);
    return page;
  }

  /** Waits until the app has taken the place of what index.html shows. */
  async ready(page = this.page) {
    await page.waitForFunction(() => !document.getElementById("boot") && document.querySelector("main:not([aria-busy])"));
  }

  /** Waits until nothing on the page is busy and two frames have been painted. */
  async settle(page = this.page) {
    await page.waitForFunction(() => !document.querySelector("main [aria-busy=true], main[aria-busy=true]"));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  async reload(page = this.page) {
    await page.reload();
    await this.ready(page);
  }

  /** Waits until what was done is stored. */
  async saved(page = this.page) {
    await page.waitForFunction(() => document.querySelector(".saving:not(.is-busy)"));
  }

  /** Waits until everything is stored for offline use and this page is served from there. */
  async offlineReady(page = this.page) {
    await page.waitForFunction(() => document.documentElement.dataset.offline === "ready" && navigator.serviceWorker.controller);
  }

  /** No network at all: the browser is offline and the server is gone. */
  async goOffline() {
    await this.context.setOffline(true);
    await this.server.stop();
  }

  async goOnline() {
    this.server = await serve({ ...this.options, port: this.server.port });
    await this.context.setOffline(false);
  }

  /** Serves another folder at the same address: a new version on the host. */
  async deploy(folder) {
    await this.server.stop();
    this.options.folder = folder;
    this.server = await serve({ ...this.options, port: this.server.port });
  }

  async secondTab(hash = "") {
    return this.open(hash, await this.context.newPage());
  }

  /** Kills the whole browser as a power cut would, and starts it again on the same profile. */
  async kill() {
    const mine = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry)).map(Number).filter((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, "utf8").includes(this.profile);
      } catch {
        return false;
      }
    });
    assert.ok(mine.length > 0, "the browser's processes were not found");
    const closed = new Promise((resolve) => this.context.once("close", resolve));
    for (const id of mine) {
      try {
        process.kill(id, "SIGKILL");
      } catch {
        // It died with another one.
      }
    }
    await closed;
    for (const lock of ["SingletonLock", "SingletonCookie", "SingletonSocket"]) await rm(path.join(this.profile, lock), { force: true });
    await this.launch();
  }

  /** Accessibility faults of the page, one line each. Rules: WCAG 2.2 A and AA, and best practices. */
  async axe(page = this.page) {
    // From the top: what happens to lie half under the bar that stays in sight is no fault of its size.
    await page.evaluate(`scrollTo(0, 0); ${axeSource}; undefined`);
    const found = await page.evaluate(() => window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    }));
    return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}\n  ${node.html.slice(0, 200)}\n  ${node.failureSummary}`));
  }

  /** A picture in test-results/, for the eye. */
  async shot(name, page = this.page) {
    const folder = path.join(root, "test-results");
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${`${this.name} ${name}`.replace(/[^\p{L}\p{N}]+/gu, "-")}.png`), fullPage: true });
  }

  async end() {
    await this.context?.close().catch(() => {});
    await this.server?.stop();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
