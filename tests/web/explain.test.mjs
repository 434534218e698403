// Pay explains itself: a line of a statement opens its calculation, the records under it are those that count and sum to
// it, and the whole tree is a file.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

const plain = (text) => Number(text.replace("−", "-").replace(/[^\d.-]/g, ""));

const go = async (app, page, hash) => {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator("main h1").waitFor();
  await app.settle(page);
};

async function unfold(page) {
  const closed = page.locator("dialog[open] .twist[aria-expanded=false]");
  while (await closed.count() > 0) await closed.first().click();
}

/** Rows of a CSV file without quotes inside quotes. */
const rows = (text) => text.replace("\ufeff", "").trim().split("\r\n").map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2]));

/** The statement of the first person of the last quarter that is over. */
async function openStatement(app) {
  const page = await openSample(app);
  await go(app, page, "#/runs");
  const versions = await page.getByRole("link", { name: "Versions and publishing" }).first().getAttribute("href");
  const plan = versions.match(/versions\/([0-9a-f-]+)/)[1];
  const period = (await page.locator("main tbody th a").nth(1).getAttribute("href")).match(/p=([^&]+)/)[1];
  await go(app, page, `#/runs/${plan}?p=${period}`);
  await page.locator("main table tbody tr").first().locator("th a").click();
  await page.getByRole("heading", { name: "Pay statement" }).waitFor();
  await app.settle();
  return page;
}

test("a line opens its tree, the records sum to it, and the tree is exported with them", withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await openStatement(app);
  const line = page.locator("main table.table tbody tr").first();
  const stated = plain(await line.locator(".figure").innerText());
  await line.locator(".figure").click();
  const sheet = page.locator("dialog[open]").first();
  await sheet.locator(".trace").waitFor();
  assert.equal(plain(await sheet.locator(".trace-result").innerText()), stated);
  await unfold(page);
  assert.match(await sheet.innerText(), /earned in .*; paid in/);
  assert.match(await sheet.innerText(), /of the blended rate/);
  assert.deepEqual(await app.axe(), []);
  await app.shot("tree");
  const step = sheet.locator(".trace-node", { has: page.locator(".button.is-link", { hasText: "Sales records" }) }).first();
  const base = plain(await step.locator(".value").innerText());
  await step.locator(".button.is-link").click();
  const list = page.locator("dialog[open].is-wide .record-list");
  await list.waitFor();
  const [, count, sum] = /([\d,]+) records? · Counts here: ([\d,.−-]+)/.exec(await list.locator("[role=status]").first().innerText());
  assert.equal(plain(sum), base, "what counts sums to the base of the line");
  assert.ok(plain(count) > 0);
  assert.deepEqual(await app.axe(), []);
  await app.shot("records");
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" }).catch(() => {});

  const waiting = page.waitForEvent("download");
  await sheet.getByRole("button", { name: "Export the calculation" }).click();
  await page.getByRole("button", { name: /CSV/ }).last().click();
  const file = await waiting;
  const table = rows(await readFile(await file.path(), "utf8"));
  const [head, result, ...rest] = table;
  assert.deepEqual(head.slice(0, 5), ["Level", "Step", "Value", "Plain value", "How"]);
  assert.equal(Number(result[3]), stated);
  const at = rest.findIndex((row) => row[1] === "Sales records" && row[6] === "" && Number(row[3]) === base);
  assert.ok(at >= 0, "the step stands in the file");
  const depth = Number(rest[at][0]);
  const records = [];
  for (const row of rest.slice(at + 1)) {
    if (Number(row[0]) !== depth + 1 || row[6] === "") break;
    records.push(row);
  }
  assert.equal(records.length, plain(count));
  const total = records.reduce((all, row) => all + Number(row[3]), 0);
  assert.ok(Math.abs(total - base) < 0.005, `${total} of ${base}`);
  assert.ok(table.every((row) => row.every((cell) => !/^[=+@]/.test(cell))));
}));

test("the rewards of every cycle stand beside its outcomes, or what is missing for one", withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await openSample(app);
  await go(app, page, "#/cycles");
  await page.locator("main a[href*='#/cycle/']").first().waitFor();
  const ids = await page.locator("main a[href*='#/cycle/']").evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute("href").split("/")[2].split("?")[0]))]);
  for (const id of ids) {
    await go(app, page, `#/outcomes/${id}`);
    await page.getByRole("tab", { name: "Rewards" }).click();
    await app.settle();
    assert.deepEqual(await app.axe(), []);
    await page.getByText(/Nobody meets the condition of a reward|Proposed by incentive plans/).first().waitFor();
  }
  await app.shot("rewards");
}));
