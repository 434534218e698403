// Kills in the middle of long writes, quota in the middle of an import, and four tabs that take over from one another.
// ATTAIN_KILLS (default 6; the target is 200): a tenth of it, two at least, for each of import, backup and restore.
// ATTAIN_ROWS (default 100,000; the target is 1,000,000): rows of the imported file.
// ATTAIN_EDITS (default 15; the target is 500): changes by each of four tabs.
import assert from "node:assert/strict";
import { createWriteStream } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { withApp } from "./harness.mjs";
import { SETTINGS, goTo, nameField, pause, rename, saving, shows, startEmpty } from "./steps.mjs";

const KILLS = Math.max(2, Math.ceil(Number(process.env.ATTAIN_KILLS || 6) / 10));
const ROWS = Number(process.env.ATTAIN_ROWS || 100_000);
const EDITS = Number(process.env.ATTAIN_EDITS || 15);
const SPAN = "2025-01-01..2025-12-31";
const LONG = 60_000 + ROWS / 5;

/** A file of sales: one document a row, so that it is known again row by row. */
async function salesFile(file, rows) {
  let seed = 7;
  const random = (n) => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor(seed / 65_536) % n; };
  const syllables = ["ba", "cor", "del", "fen", "gul", "hax", "jo", "kem", "lin", "mos", "nar", "pel", "quo", "rit", "sun", "tav", "vek", "wol", "zim"];
  // Long enough that no two are nearly the same, or the wizard asks.
  const word = () => Array.from({ length: 8 }, () => syllables[random(syllables.length)]).join("");
  const distinct = (count) => {
    const words = new Set();
    while (words.size < count) words.add(word());
    return [...words];
  };
  const [people, customers, products] = [distinct(24), distinct(120), distinct(12)];
  const out = createWriteStream(file);
  out.write("Order ID,Order Date,Salesperson,Customer,Product,Amount\n");
  let total = 0;
  for (let row = 0; row < rows; row += 1) {
    const day = new Date(Date.UTC(2025, 0, 1 + random(365))).toISOString().slice(0, 10);
    const amount = 1 + random(900);
    total += amount;
    const line = `N${row},${day},${people[random(24)]},${customers[random(120)]},${products[random(12)]},${amount}.00\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  return total;
}

let folder;
let sales;
let total;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "attain-rows-"));
  sales = path.join(folder, "sales.csv");
  total = await salesFile(sales, ROWS);
});
after(() => rm(folder, { recursive: true, force: true }));

/** Brings the file as far as the button that imports it. */
async function readFile(page) {
  await goTo(page, "#/import");
  await page.locator(".drop input[type=file]").setInputFiles(sales);
  const button = page.getByRole("button", { name: /^Import [\d,]+ records$/ });
  await button.waitFor({ timeout: LONG });
  return button;
}

/** What the page tells: "3 records, 12.00 USD in all", as [count, amount]. */
async function held(app, page) {
  await goTo(page, `#/records?p=${SPAN}`);
  await app.settle(page);
  const told = page.locator("main").getByText(/^[\d,]+ records?, .* in all$|^There are no sales records yet\.$/).first();
  await told.waitFor({ timeout: LONG });
  const [count = 0, amount = 0] = (await told.innerText()).replaceAll(",", "").match(/\d[\d.]*/g) ?? [];
  return [Number(count), Number(amount)];
}

const NOTHING = [0, 0];
const everything = () => [ROWS, total];

/** Files of records in the private files: as many as blocks, twice. */
const blockFiles = (page) => page.evaluate(async () => {
  let found = 0;
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("attain");
  for await (const workspace of top.values()) for await (const name of workspace.keys()) found += /\.(facts|names)$/.test(name) ? 1 : 0;
  return found;
});

/** Notes when the page tells what was done as saved; `told()` is then true, whatever becomes of the page. */
async function watchSaved(page, done) {
  let told = false;
  await page.exposeBinding("__saved", () => { told = true; });
  await page.evaluate((done) => {
    const look = () => {
      if (document.querySelector(done) && document.querySelector(".saving")?.className === "saving") window.__saved();
      else setTimeout(look, 3);
    };
    look();
  }, done);
  return () => told;
}

test(`${KILLS} kills during an import of ${ROWS} rows: all of it or nothing`, withApp({ lang: "en" }, async (app) => {
  let page = await startEmpty(app);
  await rename(page, "North");
  await saving(page, "Saved");
  // How long it takes tells when to kill.
  let button = await readFile(page);
  const begun = Date.now();
  await button.click();
  await page.locator(".note.is-good").waitFor({ timeout: LONG });
  await saving(page, "Saved", LONG);
  const takes = Date.now() - begun;
  assert.deepEqual(await held(app, page), everything());
  const seen = { whole: 0, none: 0, told: 0 };
  for (let round = 0; round < KILLS; round += 1) {
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    await saving(page, "Saved", LONG);
    assert.deepEqual(await held(app, page), NOTHING);
    button = await readFile(page);
    const told = await watchSaved(page, ".note.is-good");
    await button.click();
    await pause(Math.random() * takes);
    const acknowledged = told();
    await app.kill();
    page = await app.open();
    await shows(page, "North");
    const found = await held(app, page);
    if (acknowledged) assert.deepEqual(found, everything(), `round ${round}: it was said to be saved`);
    if (found[0] > 0) assert.deepEqual(found, everything(), `round ${round}: torn`);
    else assert.deepEqual(found, NOTHING);
    seen[found[0] > 0 ? "whole" : "none"] += 1;
    seen.told += acknowledged ? 1 : 0;
    if (found[0] === 0) {
      // The import is done again, so that the next round has something to undo.
      await (await readFile(page)).click();
      await page.locator(".note.is-good").waitFor({ timeout: LONG });
      await saving(page, "Saved", LONG);
      assert.deepEqual(await held(app, page), everything(), `round ${round}: what was killed can be done again`);
    }
  }
  console.log(`import of ${ROWS} rows takes ${takes} ms; after ${KILLS} kills ${seen.whole} whole (${seen.told} of them said to be saved), ${seen.none} nothing`);
  // Nothing of the interrupted ones is left behind: what a start does not need it removes.
  await app.reload();
  const blocks = Math.ceil(ROWS / 16_384) * 2;
  assert.ok(await blockFiles(app.page) <= blocks * (KILLS + 1), "only what steps of the journal name");
}));

test(`${KILLS} kills during a backup and ${KILLS} during its restore: what was there stays, what comes is whole`, withApp({ lang: "en" }, async (app, context) => {
  let page = await startEmpty(app);
  await rename(page, "North");
  await (await readFile(page)).click();
  await page.locator(".note.is-good").waitFor({ timeout: LONG });
  await saving(page, "Saved", LONG);
  await goTo(page, "#/workspaces");
  const backUp = (page) => page.getByRole("button", { name: "Save a backup" });
  const begun = Date.now();
  const waiting = page.waitForEvent("download", { timeout: LONG });
  await backUp(page).click();
  const backup = path.join(folder, `${context.name.length}.attain`);
  await copyFile(await (await waiting).path(), backup);
  const saves = Date.now() - begun;

  for (let round = 0; round < KILLS; round += 1) {
    await goTo(page, "#/workspaces");
    await backUp(page).click();
    await pause(Math.random() * saves);
    await app.kill();
    page = await app.open();
    await shows(page, "North");
    assert.deepEqual(await held(app, page), everything(), `backup, round ${round}`);
  }

  // What an interrupted restore left is gone: every folder is a workspace of the list.
  const listed = async () => {
    await goTo(page, "#/workspaces");
    const folders = await page.evaluate(async () => {
      const found = new Set();
      const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("attain");
      for await (const folder of top.values()) {
        // Of one that was deleted a tombstone stays for a while.
        for await (const name of folder.keys()) if (name.startsWith("head-")) found.add(folder.name);
      }
      // A kill between the two homes leaves a head in the second one alone; the first has its blocks.
      const answer = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const database = await answer(indexedDB.open("attain"));
      const keys = await answer(database.transaction("files").objectStore("files").getAllKeys());
      database.close();
      for (const key of keys) if (key.split("/")[1].startsWith("head-")) found.add(key.split("/")[0]);
      return found.size;
    });
    await page.waitForFunction((count) => document.querySelectorAll(".plain-list li").length === count, folders);
    return page.locator(".plain-list li").evaluateAll((rows) => rows.map((row) => row.innerText));
  };
  const restoring = async () => {
    await goTo(page, "#/workspaces");
    await page.locator("input[type=file][accept='.attain']").first().setInputFiles(backup);
  };
  const start = Date.now();
  await restoring();
  await page.getByText("Restored from the backup").waitFor({ timeout: LONG });
  const takes = Date.now() - start;
  let known = (await listed()).length;
  assert.equal(known, 2);
  let grown = 0;
  for (let round = 0; round < KILLS; round += 1) {
    await restoring();
    await pause(Math.random() * takes);
    await app.kill();
    page = await app.open();
    await shows(page, "North");
    assert.deepEqual(await held(app, page), everything(), `restore, round ${round}: the one that opens is whole`);
    const rows = await listed();
    assert.ok(rows.length === known || rows.length === known + 1, `round ${round}: ${rows.length} workspaces after ${known}`);
    assert.ok(rows.every((row) => row.includes("North") && !row.includes("Damaged")), rows.join("\n"));
    grown += rows.length - known;
    known = rows.length;
    // Room for the next ones.
    while (known > 2) {
      await page.locator(".plain-list li", { hasText: "Open" }).filter({ hasNotText: "Open now" }).first().getByRole("button", { name: "Move to the bin" }).click();
      await page.getByRole("button", { name: "Delete for good" }).click();
      await page.getByRole("button", { name: "Delete for good" }).click();
      await page.waitForFunction((count) => document.querySelectorAll(".plain-list li").length === count, known - 1);
      known -= 1;
    }
  }
  console.log(`backup takes ${saves} ms, restore ${takes} ms; ${grown} of ${KILLS} killed restores were whole already`);
}));

test("storage that fills up in the middle of an import: all or nothing, and the rest is as it was", withApp({ lang: "en" }, async (app) => {
  const page = await startEmpty(app);
  await rename(page, "North");
  await saving(page, "Saved");
  const session = await app.context.newCDPSession(page);
  const origin = new URL(app.server.url).origin;
  const used = async () => (await session.send("Storage.getUsageAndQuota", { origin })).usage;
  const before = await used();
  // Some 35 bytes a row, and a little for the step; the last limit suffices.
  const needs = ROWS * 45 + 400_000;
  const limits = [0, 0.02, 0.1, 0.3, 0.5, 0.8, 3];
  const seen = [];
  for (const part of limits) {
    const button = await readFile(page);
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: Math.ceil(await used() + needs * part) });
    await button.click();
    const done = page.locator(".note.is-good");
    const refused = page.locator(".note.is-error");
    await done.or(refused).first().waitFor({ timeout: LONG });
    const whole = await done.count() > 0;
    if (!whole) assert.match(await refused.first().innerText(), /Storage is full/);
    seen.push(`${part}: ${whole ? "imported" : "refused"}`);
    if (whole && !await page.locator(".saving.is-error").count()) break;
    // Nothing has changed, and a backup works although there is no room.
    assert.deepEqual(await held(app, page), whole ? everything() : NOTHING);
    await goTo(page, "#/workspaces");
    const waiting = page.waitForEvent("download", { timeout: LONG });
    await page.getByRole("button", { name: "Save a backup" }).click();
    assert.match((await waiting).suggestedFilename(), /^North.*\.attain$/);
    await session.send("Storage.overrideQuotaForOrigin", { origin });
    await saving(page, "Saved", 40_000);
    if (whole) break;
    assert.equal(await blockFiles(page), 0, `limit ${part}: no block is left behind`);
    await app.reload();
    await shows(page, "North");
    assert.deepEqual(await held(app, page), NOTHING, `limit ${part}`);
  }
  console.log(`quota during the import: ${seen.join(", ")}; ${before} bytes before`);
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await saving(page, "Saved", 40_000);
  await app.reload();
  await shows(page, "North");
  assert.deepEqual(await held(app, page), everything());
  assert.ok(seen.some((line) => line.includes("refused")), seen.join());
}));

test("an import is carried out once, however often the button is pressed", withApp({ lang: "en" }, async (app) => {
  const page = await startEmpty(app);
  const button = await readFile(page);
  await button.evaluate((button) => { button.click(); button.click(); setTimeout(() => button.click(), 1); });
  await page.locator(".note.is-good").waitFor({ timeout: LONG });
  await saving(page, "Saved", LONG);
  await pause(200);
  assert.deepEqual(await held(app, page), everything());
}));

/** The steps in the journal, in order: every name that a step ever gave the workspace. */
const journal = (page) => page.evaluate(async () => {
  const frames = new Map();
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("attain");
  for await (const workspace of top.values()) {
    for await (const [name, file] of workspace.entries()) {
      if (!/^(frame|log)-/.test(name)) continue;
      const text = await (await file.getFile()).text();
      for (const body of text.split(/attain frame \d+ \d+ [0-9a-f]{8}\n/).slice(1)) {
        const frame = JSON.parse(body);
        const known = frames.get(frame.seq);
        if (known !== undefined && known !== body) throw new Error(`two frames ${frame.seq}`);
        frames.set(frame.seq, body);
      }
    }
  }
  return [...frames.entries()].sort(([a], [b]) => a - b).map(([seq, body]) => [seq, [...body.matchAll(/"(t\d+-\d+)"/g)].map((m) => m[1])]);
});

test(`four tabs, ${EDITS} changes each, taking over and dying: nothing acknowledged is lost, nobody waits for ever`, withApp({ lang: "en" }, async (app) => {
  const acknowledged = new Set();
  const edits = [0, 0, 0, 0];
  const tabs = [await startEmpty(app), null, null, null];
  const prepare = async (page) => {
    await page.exposeBinding("__kept", (_, name) => acknowledged.add(name));
    await goTo(page, SETTINGS);
    await nameField(page).waitFor();
  };
  for (let tab = 0; tab < 4; tab += 1) {
    tabs[tab] ??= await app.secondTab(SETTINGS);
    await prepare(tabs[tab]);
  }
  /** Makes changes as long as this tab writes; answers how many it has made. */
  const edit = (page, tab, from, count) => page.evaluate(async ({ tab, from, count }) => {
    const state = () => document.querySelector(".saving")?.className;
    const turn = () => new Promise((resolve) => setTimeout(resolve, 2));
    let made = 0;
    while (made < count && state() === "saving") {
      const input = [...document.querySelectorAll("main input")].find((one) => one.type === "text" && !one.disabled);
      if (!input) break;
      const name = `t${tab}-${from + made}`;
      input.value = name;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      made += 1;
      // Every third is waited for one by one, the others run on together.
      for (let waited = 0; waited < 2_000 && state() === "saving is-busy"; waited += 1) await turn();
      if (state() !== "saving") break;
      await window.__kept(name);
    }
    return made;
  }, { tab, from, count });

  // Pressed from inside: tabs in the background are slow to take a click from the outside.
  const ask = (page) => page.evaluate(() => {
    const button = [...document.querySelectorAll(".bar button")].find((one) => one.textContent === "Edit here instead");
    button?.click();
    return button ? 1 : 0;
  });
  const state = async (page) => page.evaluate(() => document.querySelector(".saving").className);
  /** Asks until this tab writes: another one that asked before may get it first, or take it away again. */
  const mayWrite = async (page) => {
    for (let tries = 0; tries < 5; tries += 1) {
      takenOver += await ask(page);
      for (let waited = 0; waited < 100; waited += 1) {
        if (["saving", "saving is-busy"].includes(await state(page))) return;
        await pause(80);
      }
    }
    throw new Error(`no tab lets another one write: ${await Promise.all(tabs.map(state))}`);
  };
  let takenOver = 0;
  let killed = 0;
  // How long all of it takes depends on the machine; that something gets done all the time does not.
  let progress = { made: 0, at: Date.now() };
  while (edits.some((made) => made < EDITS)) {
    const made = edits.reduce((sum, one) => sum + one);
    if (made > progress.made) progress = { made, at: Date.now() };
    assert.ok(Date.now() < progress.at + 120_000, `stuck at ${edits}`);
    const open = edits.flatMap((made, tab) => (made < EDITS ? [tab] : []));
    const tab = open[Math.floor(Math.random() * open.length)];
    const page = tabs[tab];
    if (await state(page) === "saving is-warn") {
      const takers = Math.random() < 0.2 ? open : [tab];
      // Some rounds all of them want it at once.
      if (takers.length > 1) for (const asked of await Promise.all(takers.map((one) => ask(tabs[one])))) takenOver += asked;
      if (takers.length > 1) await pause(500);
      else await mayWrite(page);
    }
    const count = Math.min(1 + Math.floor(Math.random() * Math.max(12, EDITS / 5)), EDITS - edits[tab]);
    const die = Math.random() < 0.08;
    const work = edit(page, tab, edits[tab], count).catch(() => count);
    if (die) {
      await pause(Math.random() * 150);
      // As a crash would: what runs in it is gone, the other tabs live on.
      await page.close({ runBeforeUnload: false });
      killed += 1;
      edits[tab] += await work;
      tabs[tab] = await app.secondTab(SETTINGS);
      await prepare(tabs[tab]);
    } else {
      // Another one may want to write while this one is at it.
      const other = tabs[(tab + 1) % 4];
      if (Math.random() < 0.2) takenOver += await ask(other);
      edits[tab] += await work;
    }
  }
  // The one that writes at the end has everything; the others show the same.
  await Promise.all(tabs.map((page) => page.waitForFunction(() => !document.querySelector(".saving.is-busy"))));
  await pause(1_000);
  const frames = await journal(tabs[0]);
  const names = new Set(frames.flatMap(([, names]) => names));
  const lost = [...acknowledged].filter((name) => !names.has(name));
  console.log(`${edits.reduce((sum, made) => sum + made)} changes, ${acknowledged.size} acknowledged, ${frames.length} frames, ${takenOver} take-overs, ${killed} tabs killed`);
  assert.deepEqual(lost, [], "acknowledged and not in the journal");
  assert.ok(acknowledged.size > 0);
  assert.deepEqual(frames.map(([seq]) => seq), frames.map((_, at) => frames[0][0] + at), "no frame is missing");
  const shown = await Promise.all(tabs.map(async (page) => nameField(page).inputValue()));
  assert.equal(new Set(shown).size, 1, `all tabs show the same: ${shown}`);
  assert.equal(shown[0], frames.at(-1)[1].at(-1));
  await app.kill();
  await app.open(SETTINGS);
  await shows(app.page, shown[0]);
}));
