// Every figure explains itself: from the monitor through its calculation to records, measurements and people; and every
// chart has a readout, a keyboard, a table and two files.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

const plain = (text) => Number(text.replace(/[^\d.-]/g, ""));

/** The file that a press downloads: its name and its text. */
async function download(page, press) {
  const waiting = page.waitForEvent("download");
  await press();
  const file = await waiting;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Opens every step of the calculation shown. */
async function unfold(page) {
  const closed = page.locator("dialog[open] .twist[aria-expanded=false]");
  while (await closed.count() > 0) await closed.first().click();
}

test("a figure opens down to its records, and they sum to it", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  const figure = page.locator(".tile.is-lead .tile-value .figure");
  const total = plain(await figure.innerText());
  await figure.click();
  await page.locator("dialog[open] .trace").waitFor();
  assert.equal(plain(await page.locator("dialog[open] .trace-result").innerText()), total);
  await unfold(page);
  await page.locator("dialog[open] .trace-tree .button.is-link", { hasText: "Sales records" }).first().click();
  const list = page.locator("dialog[open] .record-list");
  await list.waitFor();
  const [, count, sum] = /([\d,]+) records?, ([\d,.]+) USD/.exec(await list.locator("[role=status]").first().innerText());
  assert.equal(plain(sum), total);
  assert.ok(plain(count) > 100);
  assert.deepEqual(await app.axe(), []);
  // The same list as a file.
  const file = await download(page, () => list.getByRole("button", { name: "Export CSV" }).click());
  assert.equal(file.text.trim().split("\r\n").length, plain(count) + 1);
}));

test("a narrowed page lists the records of its filter", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  // A member of the mix narrows the page, its figure leads to its records, and the records page keeps the choice.
  const row = page.locator(".table.is-parts tbody tr").first();
  const name = await row.locator("th").innerText();
  await row.locator("th .button").click();
  await page.waitForURL(/category=/);
  await app.settle();
  const total = plain(await page.locator(".tile.is-lead .tile-value .figure").innerText());
  await page.getByRole("link", { name: "Show these records" }).click();
  await page.waitForURL(/#\/records\?.*category=/);
  const list = page.locator(".record-list");
  await list.waitFor();
  await page.locator(".filter-bar", { hasText: name }).waitFor();
  const shown = /([\d,.]+) USD/.exec(await list.locator("[role=status]").first().innerText());
  assert.equal(plain(shown[1]), total);
}));

test("measurements and heads open what they are made of", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  const tile = (name) => page.locator(".tile", { has: page.locator(".tile-label", { hasText: new RegExp(`^${name}$`) }) });
  for (const [kpi, step, page_name, hash] of [
    ["Customer satisfaction", "Measurements", "Measurements", /#\/measurements/],
    ["Revenue per head", "People employed", "People and teams", /#\/people/],
  ]) {
    await page.evaluate(() => { location.hash = "#/monitor"; });
    await tile(kpi).locator(".tile-value .figure").click();
    await page.locator("dialog[open] .trace").waitFor();
    await unfold(page);
    await page.locator("dialog[open] .trace-tree .button.is-link", { hasText: step }).first().click();
    const wide = page.locator("dialog[open].is-wide");
    await wide.locator("[role=grid]").waitFor();
    assert.ok(Number(await wide.locator("[role=grid]").getAttribute("aria-rowcount")) > 10, `${kpi}: rows`);
    assert.deepEqual(await app.axe(), []);
    await wide.getByRole("link", { name: page_name }).click();
    await page.waitForURL(hash);
    assert.equal(await page.locator("dialog[open]").count(), 0);
  }
}));

test("open deals stand against what is missing", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  const tile = page.locator(".tile.is-pipeline");
  await tile.locator(".fact", { hasText: /^Coverage/ }).locator(".figure").click();
  const sheet = page.locator("dialog[open]");
  await sheet.locator(".trace").waitFor();
  await unfold(page);
  await sheet.locator(".trace-tree .button.is-link", { hasText: "Sales records" }).first().click();
  const list = page.locator("dialog[open] .record-list");
  await list.waitFor();
  const states = await list.locator("[role=grid] tbody tr").evaluateAll((rows) => rows.map((row) => row.innerText));
  assert.ok(states.some((row) => row.includes("Open")));
  assert.ok(!states.some((row) => row.includes("Booked")));
}));

test("every chart has readout, keyboard, table, picture and file", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  const charts = page.locator("figure.chart");
  await charts.first().waitFor();
  const count = await charts.count();
  assert.equal(count, 4, "trend, ranking, mix, heat map");
  for (let at = 0; at < count; at += 1) {
    const chart = charts.nth(at);
    const title = await chart.locator(".chart-title").innerText();
    const plot = chart.locator(".chart-plot");
    // Hover and focus show the same readout, and it is read aloud.
    await plot.focus();
    await page.keyboard.press("Home");
    const readout = chart.locator(".readout");
    await readout.waitFor();
    const first = await readout.innerText();
    assert.ok((await chart.locator("[role=status]").innerText()).length > 0, `${title}: read aloud`);
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await readout.innerText(), first, `${title}: the next mark`);
    await page.keyboard.press("Escape");
    await readout.waitFor({ state: "detached" });
    const box = await plot.locator("svg").boundingBox();
    await plot.locator("svg").hover({ position: { x: box.width * 0.4, y: 14 } });
    await readout.waitFor();
    // The table twin is one key away, and the file holds the same names.
    await plot.focus();
    await page.keyboard.press("t");
    const table = plot.locator("table");
    await table.waitFor();
    const rows = await table.locator("tbody tr").count();
    assert.ok(rows > 1, `${title}: rows`);
    const names = await table.locator("tbody th").allInnerTexts();
    const csv = await download(page, () => chart.getByRole("button", { name: "Export CSV" }).click());
    const lines = csv.text.replace("\ufeff", "").trim().split("\r\n");
    assert.equal(lines.length, rows + 1, `${title}: lines of the file`);
    for (const [n, name] of names.entries()) assert.ok(lines[n + 1].includes(name), `${name} in line ${n + 1}`);
    await plot.focus();
    await page.keyboard.press("t");
    await plot.locator("svg").waitFor();
    const svg = await download(page, () => chart.getByRole("button", { name: "Export SVG" }).click());
    assert.match(svg.name, /\.svg$/);
    assert.match(svg.text, /^<svg[^>]+xmlns=/);
    assert.ok(svg.text.includes("<rect") && !svg.text.includes("var(--"), `${title}: stands alone`);
  }
}));

test("a name that looks like a formula is none in a chart's file", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await page.evaluate(() => { location.hash = "#/products"; });
  await page.getByRole("tab", { name: "Categories" }).click();
  const grid = page.getByRole("grid", { name: "Categories" });
  await grid.waitFor();
  const cell = grid.locator("tbody [role=gridcell]").first();
  await cell.click();
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("=HYPERLINK(1)");
  await page.keyboard.press("Enter");
  await app.saved();
  await page.evaluate(() => { location.hash = "#/monitor"; });
  const mix = page.locator("figure.chart").nth(2);
  await mix.waitFor();
  const file = await download(page, () => mix.getByRole("button", { name: "Export CSV" }).click());
  assert.ok(file.text.includes("'=HYPERLINK(1)"), file.text.slice(0, 200));
}));

test("a person's score is saved as a file of nobody else's data", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  const people = await page.locator(".finding a").allInnerTexts();
  await page.locator(".finding a").first().click();
  await page.waitForURL(/#\/score\//);
  await page.locator(".score-figure").waitFor();
  const score = (await page.locator(".score-figure .figure").innerText()).trim();
  const file = await download(page, () => page.getByRole("button", { name: "Save as a file" }).click());
  assert.match(file.name, /\.html$/);
  assert.ok(file.name.includes(people[0]) && file.text.includes(people[0]) && file.text.includes(score));
  for (const other of people.slice(1)) assert.ok(!file.text.includes(other), `${other} stands in the file of ${people[0]}`);
  assert.ok(!/<script|src=|href=/.test(file.text), "the file needs nothing and runs nothing");
}));
