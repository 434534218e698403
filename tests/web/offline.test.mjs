// After the first visit the network is no longer needed; a new version on the host waits until it is asked for; a worker
// keeps the page's policy even where the host sends no header.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { DIST, withApp } from "./harness.mjs";

for (const headers of [true, false]) {
  test(`runs without a network after the first visit, host ${headers ? "with" : "without"} headers`, withApp({ lang: "zh-Hant", headers }, async (app) => {
    const page = await app.open();
    await app.offlineReady();
    await app.goOffline();
    await app.reload();
    assert.equal(await page.getAttribute("html", "lang"), "zh-Hant");
    const second = await app.secondTab();
    await app.ready(second);
    // The file worker has not been loaded yet, and starts all the same.
    assert.equal(await startWorker(page), "started");
  }));
}

test("the file worker starts before the service worker controls the page", withApp({ lang: "en" }, async (app) => {
  const page = await app.open();
  assert.equal(await startWorker(page), "started");
}));

test("a worker's scripts keep the policy where the host sends none", withApp({ lang: "en", headers: false }, async (app) => {
  const page = await app.open();
  await app.offlineReady();
  await app.reload();
  for (const file of ["file-worker.js", "worker.js", "sw.js"]) {
    const policy = await page.evaluate(async (file) => {
      const response = await fetch(`${file}?v=${document.documentElement.dataset.build}`);
      return response.headers.get("Content-Security-Policy");
    }, file);
    // The service worker's own script never passes through itself: there only the host can help (docs/hosting.md).
    if (file !== "sw.js") assert.match(policy ?? "", /default-src 'none'.*connect-src 'self'/, file);
  }
}));

test("a worker cannot reach another origin, even where the host sends no policy", withApp({ lang: "en", headers: false }, async (app) => {
  const page = await app.open();
  await app.offlineReady();
  await app.reload();
  const [worker] = await Promise.all([
    page.waitForEvent("worker"),
    page.evaluate(() => { window.probe = new Worker(`file-worker.js?v=${document.documentElement.dataset.build}`, { type: "module" }); }),
  ]);
  const blocked = await worker.evaluate(() => new Promise((resolve) => {
    self.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
    fetch("https://example.com/").catch(() => setTimeout(() => resolve("the request went out"), 1000));
  }));
  assert.equal(blocked, "connect-src");
  app.expect(/example\.com/);
}));

test("an update waits, and is taken when asked", withApp({ lang: "en" }, async (app) => {
  const page = await app.open();
  await app.offlineReady();
  const old = await page.getAttribute("html", "data-build");
  const folder = await nextVersion(app);
  try {
    await app.deploy(folder);
    await app.reload();
    await page.waitForFunction(() => document.documentElement.dataset.update === "waiting");
    assert.equal(await page.getAttribute("html", "data-build"), old, "the old version runs until the new one is asked for");
    await app.reload();
    assert.equal(await page.getAttribute("html", "data-build"), old);
    await page.waitForFunction(() => document.documentElement.dataset.update === "waiting");
    const other = await app.secondTab();
    await other.waitForFunction(() => document.documentElement.dataset.update === "waiting");

    const reloaded = page.waitForEvent("load");
    await page.evaluate(() => window.dispatchEvent(new CustomEvent("attain-update-apply")));
    await reloaded;
    await app.ready();
    assert.equal(await page.getAttribute("html", "data-build"), "0123456789abcdef");
    // The other tab is told and left alone.
    await other.waitForFunction(() => document.documentElement.dataset.update === "applied");
    assert.equal(await other.getAttribute("html", "data-build"), old);
    assert.equal(await startWorker(other), "started", "a tab of the old version still finds its files");

    await app.goOffline();
    await app.reload();
    assert.equal(await page.getAttribute("html", "data-build"), "0123456789abcdef");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}));

test("a half-copied new version is not taken", withApp({ lang: "en" }, async (app) => {
  const page = await app.open();
  await app.offlineReady();
  const old = await page.getAttribute("html", "data-build");
  const folder = await nextVersion(app);
  try {
    await writeFile(path.join(folder, "crash.js"), "// another version's file\n");
    await app.deploy(folder);
    app.expect(/integrity|digest/i);
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update().catch(() => {})));
    await page.waitForTimeout(1000);
    await app.reload();
    assert.equal(await page.getAttribute("html", "data-update"), null);
    assert.equal(await page.getAttribute("html", "data-build"), old);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}));

/** Starts the file worker and waits for a sign of life: it must fetch and run without an error. */
function startWorker(page) {
  return page.evaluate(() => new Promise((resolve) => {
    const worker = new Worker(`file-worker.js?v=${document.documentElement.dataset.build}`, { type: "module" });
    worker.onerror = (event) => resolve(`error: ${event.message}`);
    setTimeout(() => { worker.terminate(); resolve("started"); }, 1500);
  }));
}

/** A copy of the served folder as another build. */
async function nextVersion(app) {
  const folder = await mkdtemp(path.join(tmpdir(), "attain-next-"));
  await cp(app.options.folder ?? DIST, folder, { recursive: true });
  const index = await readFile(path.join(folder, "index.html"), "utf8");
  const build = /data-build="([0-9a-f]{16})"/.exec(index)[1];
  const stamped = index.replaceAll(build, "0123456789abcdef");
  await writeFile(path.join(folder, "index.html"), stamped);
  const worker = await readFile(path.join(folder, "sw.js"), "utf8");
  const { createHash } = await import("node:crypto");
  const digest = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  await writeFile(path.join(folder, "sw.js"), worker.replaceAll(build, "0123456789abcdef").replace(digest(index), digest(stamped)));
  return folder;
}
