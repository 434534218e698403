// From a sales file to figures that stay: the way a person goes through the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, openSample, shared, withApp } from "./harness.mjs";

/** What the data's README says, in dollars. */
const NORTHWIND = {
  file: "data/northwind/sales.csv",
  span: "1996-07-01..1998-05-31",
  total: "1,265,793.29",
  people: {
    "Margaret Peacock": "232,890.89",
    "Janet Leverling": "202,812.88",
    "Nancy Davolio": "192,107.67",
    "Andrew Fuller": "166,537.76",
    "Laura Callahan": "126,862.30",
    "Robert King": "124,568.24",
    "Anne Dodsworth": "77,308.09",
    "Michael Suyama": "73,913.15",
    "Steven Buchanan": "68,792.31",
  },
};

const IMPORT = { "zh-Hant": /^匯入 [\d,]+ 筆紀錄$/, "zh-Hans": /^导入 [\d,]+ 条记录$/, en: /^Import [\d,]+ records$/ };
const AS_TABLE = { "zh-Hant": "以表格顯示", "zh-Hans": "以表格显示", en: "Show as table" };

/** Brings a file in through the first page and the wizard, taking what the wizard proposes. */
async function importFile(app, file) {
  const page = await app.open();
  await page.locator("main.first input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: IMPORT[app.options.lang] }).click();
  await page.locator(".note.is-good").waitFor();
  return page;
}

/** The ranking of people on the monitor, as its table says: name → figure. */
async function ranking(app, page, span) {
  await page.evaluate((span) => { location.hash = `#/monitor?p=${span}`; }, span);
  await page.locator("main h1").waitFor();
  await app.settle(page);
  const charts = page.locator("figure.chart, .chart");
  const count = await charts.count();
  for (let at = 0; at < count; at += 1) {
    const chart = charts.nth(at);
    await chart.getByRole("button", { name: AS_TABLE[app.options.lang] }).click();
    const rows = await chart.locator("table tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
    if (rows.some(([name]) => name === "Margaret Peacock")) return Object.fromEntries(rows.map(([name, figure]) => [name, figure]));
  }
  throw new Error("no chart on the monitor ranks the people");
}

const file = shared(NORTHWIND.file);

for (const lang of Object.keys(LANGUAGES)) {
  test(`Northwind through the page, to the cent, ${lang}`, { skip: file ? false : "no ../shared" }, withApp({ lang }, async (app) => {
    const page = await importFile(app, file);
    const people = await ranking(app, page, NORTHWIND.span);
    const cents = (text) => text.replace(/[^\d.,-]/g, "");
    assert.deepEqual(Object.fromEntries(Object.keys(NORTHWIND.people).map((name) => [name, cents(people[name] ?? "missing")])), NORTHWIND.people);
    assert.ok((await page.locator("main").innerText()).includes(NORTHWIND.total), `the monitor shows ${NORTHWIND.total}`);
    await app.shot("monitor");

    await app.saved();
    await app.reload();
    assert.deepEqual(await ranking(app, page, NORTHWIND.span), people, "after a reload");

    await app.offlineReady();
    await app.goOffline();
    await app.reload();
    assert.deepEqual(await ranking(app, page, NORTHWIND.span), people, "without a network");
  }));
}

test("a kill of the browser loses nothing that was saved", { skip: file ? false : "no ../shared" }, withApp({ lang: "en" }, async (app) => {
  await importFile(app, file);
  await app.saved();
  await app.kill();
  const page = await app.open();
  const people = await ranking(app, page, NORTHWIND.span);
  assert.equal(people["Margaret Peacock"]?.replace(/[^\d.,]/g, ""), NORTHWIND.people["Margaret Peacock"]);
}));

test("the same file again changes nothing", { skip: file ? false : "no ../shared" }, withApp({ lang: "en" }, async (app) => {
  const page = await importFile(app, file);
  // The result page stays until it is left.
  await page.evaluate(() => { location.hash = "#/monitor"; });
  await page.locator(".tiles").waitFor();
  await page.evaluate(() => { location.hash = "#/import"; });
  await page.locator("main input[type=file]").first().setInputFiles(file);
  await page.locator(".check-top .note.is-good").waitFor();
  assert.equal(await page.getByRole("button", { name: IMPORT.en }).count(), 0);
}));

for (const lang of Object.keys(LANGUAGES)) {
  test(`the first three minutes, ${lang}`, withApp({ lang }, async (app) => {
    const page = await app.open();
    assert.equal(await page.getByRole("button").filter({ has: page.locator("strong") }).count(), 3, "three doors");
    await openSample(app);
    // The sample opens on the monitor, which says first what there is to say.
    await page.waitForURL(/#\/monitor/);
    await page.locator(".finding").first().waitFor();
    assert.match(await page.locator(".finding").first().innerText(), /\d/);
    await app.shot("monitor");
    // One rate of the pay moves the team's cost in the same frame.
    await page.evaluate(() => { location.hash = "#/pay"; });
    const slider = page.getByRole("slider").first();
    await slider.waitFor();
    await app.settle();
    const before = await page.locator("main").innerText();
    await slider.focus();
    await slider.press("ArrowRight");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.notEqual(await page.locator("main").innerText(), before);
    await app.shot("pay");
  }));
}

test("what was saved is there after a reload, after a kill of the browser, and without a network", withApp({ lang: "zh-Hant" }, async (app) => {
  await openSample(app);
  const finding = async () => {
    const place = app.page.locator(".finding").first();
    await place.waitFor();
    await app.settle();
    return place.innerText();
  };
  const before = await finding();
  await app.saved();
  await app.reload();
  assert.equal(await finding(), before, "after a reload");
  await app.saved();
  await app.kill();
  await app.open("#/monitor");
  assert.equal(await finding(), before, "after a kill");
  await app.offlineReady();
  await app.goOffline();
  await app.reload();
  assert.equal(await finding(), before, "without a network");
}));

test("a second tab follows, reads only, and can take over", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await app.saved();
  const takeOver = (tab) => tab.getByRole("button", { name: "Edit here instead" });
  assert.equal(await takeOver(page).count(), 0, "the first tab writes");
  const second = await app.secondTab("#/monitor");
  await takeOver(second).click();
  await takeOver(page).waitFor();
  await takeOver(second).waitFor({ state: "detached" });
}));
