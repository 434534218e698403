// What was acknowledged is there afterwards: reloads, kills, wiped and damaged stores, two tabs, full and refused storage.
// ATTAIN_KILLS sets how often the browser is killed (default 6; the target is 200).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { withApp } from "./harness.mjs";
import { SETTINGS, goTo, nameField, pause, rename, saving, shows, startEmpty } from "./steps.mjs";

const KILLS = Number(process.env.ATTAIN_KILLS || 6);
/** Same origin, no app: from here the stores can be changed behind its back. */
async function outside(app, act, argument) {
  app.expect(/favicon\.ico/);
  await app.page.goto(`${app.server.url}manifest.webmanifest`);
  return app.page.evaluate(act, argument);
}

test("a change survives reload and kill, and can be undone afterwards", withApp({ lang: "en" }, async (app) => {
  let page = await startEmpty(app);
  await rename(page, "North");
  await saving(page, "Saved");
  await app.reload();
  await shows(page, "North");
  await rename(page, "South");
  await saving(page, "Saved");
  await app.kill();
  page = await app.open();
  await shows(page, "South");
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await shows(page, "North");
  await saving(page, "Saved");
  await app.reload();
  await shows(page, "North");
}));

test(`${KILLS} kills while everything is being saved lose nothing acknowledged`, withApp({ lang: "en" }, async (app) => {
  let page = await startEmpty(app);
  await goTo(page, SETTINGS);
  let acknowledged = 0;
  for (let round = 0; round < KILLS; round += 1) {
    let told = acknowledged;
    await page.exposeBinding("__kept", (_, n) => { told = Math.max(told, n); });
    await nameField(page).waitFor();
    page.evaluate((from) => {
      const input = [...document.querySelectorAll("main input")].find((one) => one.type === "text");
      let n = from;
      const step = () => {
        // "Saved" speaks of everything done before it is shown. After every fifth change it is waited for.
        const kept = document.querySelector(".saving").className === "saving";
        if (kept) window.__kept(n);
        if (kept || n % 5 !== 0) {
          n += 1;
          input.value = `n${n}`;
          input.dispatchEvent(new Event("input", { bubbles: true }));
          input.dispatchEvent(new Event("change", { bubbles: true }));
        }
        setTimeout(step, 5);
      };
      step();
    }, acknowledged).catch(() => {});
    const deadline = Date.now() + 15_000;
    while (told === acknowledged && Date.now() < deadline) await pause(20);
    assert.ok(told > acknowledged, `round ${round}: something is acknowledged`);
    await pause(Math.random() * 1500);
    await app.kill();
    page = await app.open(SETTINGS);
    await nameField(page).waitFor();
    const found = Number((await nameField(page).inputValue()).slice(1));
    assert.ok(found >= told, `round ${round}: n${told} was acknowledged, n${found} is there`);
    acknowledged = found;
  }
}));

test("a kill while the sample is being made leaves all of it or nothing", withApp({ lang: "en" }, async (app) => {
  for (let round = 0; round < Math.min(KILLS, 12); round += 1) {
    let page = await app.open();
    await page.getByRole("button", { name: "Try the sample company" }).click();
    await pause(Math.random() * 1200);
    await app.kill();
    page = await app.open();
    await page.locator(".saving, .doors").first().waitFor();
    assert.equal(await page.getByText("Part of this workspace is missing").count(), 0);
    if (await page.locator(".doors").count() === 0) {
      await saving(page, "Saved");
      return;
    }
  }
}));

const wipes = {
  "IndexedDB": () => new Promise((resolve) => { indexedDB.deleteDatabase("attain").onsuccess = resolve; }),
  "localStorage": () => localStorage.clear(),
  "the private files": async () => (await navigator.storage.getDirectory()).removeEntry("attain", { recursive: true }),
  "the newest frame": async () => {
    const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("attain");
    for await (const workspace of top.values()) {
      const names = [];
      for await (const name of workspace.keys()) names.push(name);
      await workspace.removeEntry(names.filter((name) => name.startsWith("frame-")).sort().at(-1));
    }
  },
  "half of every text file": async () => {
    const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("attain");
    for await (const workspace of top.values()) {
      for await (const file of workspace.values()) {
        const bytes = await (await file.getFile()).arrayBuffer();
        const stream = await file.createWritable();
        await stream.write(bytes.slice(0, bytes.byteLength / 2));
        await stream.close();
      }
    }
  },
};
for (const [what, wipe] of Object.entries(wipes)) {
  test(`${what} wiped between starts: noticed and made whole`, withApp({ lang: "en" }, async (app) => {
    await startEmpty(app);
    await rename(app.page, "North");
    await saving(app.page, "Saved");
    await outside(app, wipe);
    // Twice: what was repaired stays repaired.
    for (let start = 0; start < 2; start += 1) {
      await app.open();
      await shows(app.page, "North");
      await saving(app.page, "Saved");
    }
    const both = await outside(app, async () => {
      const found = [];
      const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("attain");
      for await (const [id, workspace] of top.entries()) for await (const name of workspace.keys()) found.push(`${id}/${name}`);
      const database = await new Promise((resolve) => { indexedDB.open("attain").onsuccess = (event) => resolve(event.target.result); });
      const keys = await new Promise((resolve) => { database.transaction("files").objectStore("files").getAllKeys().onsuccess = (event) => resolve(event.target.result); });
      database.close();
      return [found.sort(), keys.sort()];
    });
    const [first, second] = both.map((names) => names.filter((name) => !/head-[ab]$/.test(name)));
    assert.ok(first.length >= 2);
    assert.deepEqual(first, second, "both homes hold the same files");
    for (const names of both) assert.ok(names.some((name) => /head-[ab]$/.test(name)), "and a head");
  }));
}

test("both homes wiped: recovery, not an empty start", withApp({ lang: "en" }, async (app) => {
  await startEmpty(app);
  await rename(app.page, "North");
  await saving(app.page, "Saved");
  await outside(app, wipes["the private files"]);
  await outside(app, wipes.IndexedDB);
  const page = await app.open();
  await page.getByRole("heading", { name: "The workspace cannot be opened" }).waitFor();
  assert.equal(await page.locator(".doors").count(), 0);
}));

test("two tabs: one writes, the other follows and takes over", withApp({ lang: "en" }, async (app) => {
  const first = await startEmpty(app);
  const second = await app.secondTab();
  await saving(second, "Read-only");
  await rename(first, "North");
  await saving(first, "Saved");
  await shows(second, "North");
  await second.getByRole("button", { name: "Edit here instead" }).click();
  await saving(second, "Saved");
  await saving(first, "Read-only");
  await rename(second, "South");
  await saving(second, "Saved");
  await shows(first, "South");
  await second.close();
  await saving(first, "Saved");
  await rename(first, "East");
  await saving(first, "Saved");
  await app.reload(first);
  await shows(first, "East");
}));

test("full storage is said, loses nothing, and is over when there is room", withApp({ lang: "en" }, async (app) => {
  const page = await startEmpty(app);
  await rename(page, "North");
  await saving(page, "Saved");
  const session = await app.context.newCDPSession(page);
  const origin = new URL(app.server.url).origin;
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await rename(page, "South");
  await saving(page, "Not saved");
  const waiting = page.waitForEvent("download");
  await page.locator(".saving ~ button").first().click();
  assert.match((await waiting).suggestedFilename(), /^South.*\.attain$/);
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await saving(page, "Saved");
  await app.reload();
  await shows(page, "South");
}));

test("without private files the database keeps everything", withApp({ lang: "en" }, async (app) => {
  await app.context.addInitScript(() => { delete StorageManager.prototype.getDirectory; });
  const page = await startEmpty(app);
  await rename(page, "North");
  await saving(page, "Saved");
  await app.reload();
  await shows(page, "North");
}));

test("refused storage is said openly, and a backup saves the work", withApp({ lang: "en" }, async (app) => {
  await app.context.addInitScript(() => {
    delete StorageManager.prototype.getDirectory;
    Object.defineProperty(window, "indexedDB", { value: undefined });
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } });
  });
  const page = await app.open();
  await page.getByRole("button", { name: "Start empty" }).click();
  await saving(page, "Not kept");
  await rename(page, "North");
  const waiting = page.waitForEvent("download");
  await page.locator(".saving ~ button").first().click();
  const file = await (await waiting).path();
  await goTo(page, "#/workspaces");
  await page.locator("input[type=file][accept='.attain']").first().setInputFiles(file);
  await page.getByText("Restored from the backup").waitFor();
  await shows(page, "North");
}));

test("a backup of the sample is restored as a workspace of its own", withApp({ lang: "en" }, async (app, context) => {
  const page = await app.open();
  await page.getByRole("button", { name: "Try the sample company" }).click();
  await saving(page, "Saved");
  await goTo(page, "#/workspaces");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save a backup" }).click();
  const file = await (await waiting).path();
  await page.locator("input[type=file][accept='.attain']").first().setInputFiles(file);
  await page.getByText("Restored from the backup").waitFor();
  await saving(page, "Saved");
  await app.reload();
  await goTo(page, "#/workspaces");
  await page.waitForFunction(() => document.querySelectorAll(".plain-list li").length === 2);

  // On another device the first page takes it as what it is, and not as a table.
  const backup = { name: "backup.attain", mimeType: "application/octet-stream", buffer: await readFile(file) };
  await withApp({ lang: "en" }, async (other) => {
    const fresh = await other.open();
    await fresh.locator("main.first input[type=file]").setInputFiles(backup);
    await fresh.getByText("Restored from the backup").waitFor();
    await fresh.getByText("Daybreak Coffee").first().waitFor();
  })(context);
}));
