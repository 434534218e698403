// The import wizard as a person meets it: files as they are, what it asks, what it refuses, and the way back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { shared, withApp } from "./harness.mjs";
import { big5, csv, xlsx } from "./tables.mjs";

const CRM = ["sales_teams.csv", "products.csv", "accounts.csv", "sales_pipeline.csv"].map((name) => shared(`data/crm-opportunities/${name}`));
const skip = CRM.every(Boolean) ? false : "no ../shared";
const SALES = ["Date", "Order no", "Salesperson", "Customer", "Product", "Amount"];

/** A file held in memory. */
const file = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
const button = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" });
const main = (page) => page.locator("main").innerText();

/** Opens an empty workspace. */
async function empty(app) {
  const page = await app.open();
  const names = { en: "Start empty", "zh-Hant": "從空白開始", "zh-Hans": "从空白开始" };
  await page.getByRole("button").filter({ hasText: names[app.options.lang] }).click();
  await page.locator(".shell").waitFor();
  return page;
}

/** Hands a file to the import page and waits until the wizard has an opinion. */
async function hand(page, what) {
  await page.evaluate(() => { location.hash = "#/import"; });
  await page.locator("main h1").waitFor();
  for (const name of ["Import another file", "Another file"]) {
    if (await button(page, name).count() > 0) await button(page, name).first().click();
  }
  await page.locator("main input[type=file]").setInputFiles(what);
  await page.locator(".wizard-steps [aria-current=step]").waitFor();
  await page.locator(".check-top, .column-list, .match-row, .preview").first().waitFor();
}

const step = (page) => page.locator(".wizard-steps [aria-current=step]").innerText();

/** Imports what is proposed. */
async function commit(page) {
  await button(page, /^Import [\d,]+ (records?|rows?)$/).click();
  await page.locator(".note.is-good").waitFor();
  return page.locator(".note.is-good").innerText();
}

/** The cells of a table of the page, row by row. */
const cells = (page, selector) => page.locator(`${selector} tr`).evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));

/** Goes to a page of the app and waits for its heading. */
async function visit(app, page, hash) {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator("main h1").first().waitFor();
  await app.settle(page);
}

test("CRM files as they are: won value, agents, managers, regions, an alias, one undo step", { skip }, withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await empty(app);
  const [people, products, accounts, pipeline] = CRM;
  await hand(page, people);
  assert.equal(await step(page), "Check", "nothing is asked about people");
  let done = await commit(page);
  assert.match(done, /35 entries added/);
  assert.match(done, /6 managers without rows of their own/);
  assert.match(done, /Territories: 3 new/);

  await hand(page, products);
  assert.match(await main(page), /not used: sales_price/, "prices have no place and that is said");
  assert.match(await commit(page), /7 entries added/);
  await hand(page, accounts);
  assert.equal(await step(page), "Check");
  assert.match(await commit(page), /85 entries added/);

  await hand(page, pipeline);
  assert.equal(await step(page), "Match", "one name needs a look");
  assert.equal(await page.locator(".match-row", { hasText: "GTXPro" }).count(), 1);
  await button(page, "Accept all proposals").click();
  await button(page, "Check").click();
  await button(page, /^Import 8,800 records$/).waitFor();
  await app.settle(page);
  const totals = Object.fromEntries((await cells(page, ".table")).map(([state, ...figures]) => [state.toLowerCase(), figures]));
  assert.deepEqual(totals.won, ["4,238", "10,005,534.00"]);
  assert.deepEqual([totals.open?.[0], totals.lost?.[0]], ["2,089", "2,473"], "4,562 others");
  await app.shot("check");
  done = await commit(page);
  assert.match(done, /8,800 records added/);
  assert.match(done, /1 spelling/);
  assert.match(done, /seller/, "it says where the territories come from");
  await app.shot("done");

  // Counted: won, and nothing else.
  await visit(app, page, "#/monitor?p=2016-10-01..2017-12-31");
  assert.match(await main(page), /10,005,534/);
  await visit(app, page, "#/people");
  const anna = (await page.getByRole("row").filter({ hasText: "Anna Snelling" }).first().innerText()).replace(/\s+/g, " ");
  assert.match(anna, /Dustin Brinkmann/);
  assert.match(anna, /Central/);
  await visit(app, page, "#/products");
  const pro = page.getByRole("row").filter({ hasText: "GTX Pro" }).filter({ hasText: "GTXPro" });
  assert.equal(await pro.count(), 1, "the spelling is known now");

  // The same again: nothing is asked and nothing changes.
  await hand(page, pipeline);
  await page.locator(".check-top .note.is-good").waitFor();
  assert.equal(await step(page), "Check");
  assert.equal(await button(page, /^Import [\d,]+/).count(), 0);

  // One undo step takes the whole pipeline back.
  await visit(app, page, "#/history");
  await page.keyboard.press("Control+z");
  await visit(app, page, "#/records");
  assert.doesNotMatch(await main(page), /8,800/);
  await visit(app, page, "#/people");
  assert.equal(await page.getByRole("row").filter({ hasText: "Anna Snelling" }).count() > 0, true, "people were another step");
}));

test("a changed line is offered as a change; undo right after the import", withApp({ lang: "en" }, async (app) => {
  const page = await empty(app);
  const rows = [SALES, ["2026-01-05", "A1", "Anna Lee", "Harbor", "Lamp", "100.50"], ["2026-01-06", "A2", "Anna Lee", "Harbor", "Lamp", "20"]];
  await hand(page, file("sales.csv", csv(rows)));
  await commit(page);
  rows[2][5] = "25";
  rows.push(["2026-01-07", "A3", "Anna Lee", "Harbor", "Lamp", "5"]);
  await hand(page, file("sales.csv", csv(rows)));
  assert.match(await main(page), /1 already here with other content/);
  assert.deepEqual(await page.locator(".changes > div").allInnerTexts(), ["Amount\n20.00 → 25.00"]);
  await button(page, "Import 2 records").waitFor();
  await page.getByText("Leave them as they are").click();
  await button(page, "Import 1 record").waitFor();
  await page.getByText("Update them from the file").click();
  await button(page, "Import 2 records").click();
  await page.locator(".note.is-good").waitFor();
  await visit(app, page, "#/monitor?p=2026-01");
  assert.match(await main(page), /130\.50/);
  await page.keyboard.press("Control+z");
  await app.settle(page);
  assert.match(await main(page), /120\.50/, "added and changed lines go back together");
}));

test("bad rows are grouped and can be downloaded, good rows are imported", withApp({ lang: "en" }, async (app) => {
  const page = await empty(app);
  const rows = [SALES];
  for (let n = 0; n < 24; n += 1) rows.push([n % 8 === 0 ? "soon" : `2026-01-${String(n + 1).padStart(2, "0")}`, `A${n}`, "Anna Lee", "Harbor", "Lamp", n % 8 === 1 ? "a lot" : "10"]);
  await hand(page, file("mixed.csv", csv(rows)));
  const list = await page.locator(".fault-list > li").allInnerTexts();
  assert.equal(list.length, 2, "two kinds of faults");
  assert.ok(list.some((text) => /date cannot be read/i.test(text) && /Date/.test(text) && /3 rows/.test(text) && /Row 2/.test(text)), list.join("\n"));
  assert.ok(list.some((text) => /number cannot be read/i.test(text) && /a lot/.test(text)), list.join("\n"));
  await app.shot("faults");
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download these rows").click()]);
  assert.equal(download.suggestedFilename(), "mixed.csv-not-imported.csv");
  const bad = readFileSync(await download.path(), "utf8");
  assert.equal(bad.trim().split(/\r?\n/).length, 7, "a heading and six rows");
  assert.match(bad, /Reason/);
  await button(page, "Import 18 records").click();
  await page.locator(".note.is-good").waitFor();

  // Corrected, the downloaded rows come in as they are: the column of reasons is left out.
  await hand(page, file("corrected.csv", bad.replaceAll("soon", "2026-02-01").replaceAll("a lot", "7")));
  await button(page, "Import 6 records").click();
  await page.locator(".note.is-good").waitFor();
}));

test("Big5, the header row can be moved, rows left out can be kept", withApp({ lang: "en" }, async (app) => {
  const page = await empty(app);
  const rows = [["銷售明細表"], ["日期", "單號", "業務員", "客戶", "產品", "金額"], ["115/1/5", "A1", "陳怡君", "台北商行", "龍井茶", "100"], ["115/1/6", "A2", "林志明", "台北商行", "龍井茶", "20"], ["小計", "", "", "", "", "120"]];
  await hand(page, file("sales.csv", big5(csv(rows))));
  assert.match(await main(page), /Import 2 records/);
  await button(page, "File").click();
  assert.equal(await page.getByLabel("Encoding").evaluate((select) => select.selectedOptions[0].textContent), "Big5");
  assert.match(await main(page), /陳怡君/);
  await button(page, "Heading").click();
  const header = () => page.locator("tr.is-header").innerText();
  assert.match(await header(), /單號/);
  assert.match(await main(page), /小計/, "what is left out is shown");
  await page.getByLabel("Row 3", { exact: true }).check();
  await page.waitForFunction(() => document.querySelector("tr.is-header")?.innerText.includes("A1"));
  await page.getByLabel("Row 2", { exact: true }).check();
  await page.waitForFunction(() => document.querySelector("tr.is-header")?.innerText.includes("單號"));
  await button(page, "Check").click();
  await commit(page);
  await visit(app, page, "#/people");
  assert.match(await main(page), /陳怡君/);
}));

test("a workbook of two sheets; months as columns become targets", withApp({ lang: "en" }, async (app) => {
  const page = await empty(app);
  const day = (text) => new Date(`${text}T00:00:00Z`);
  const book = xlsx({
    Sales: [SALES, [day("2026-01-05"), "A1", "Anna Lee", "Harbor", "Lamp", 100.5], [day("2026-02-06"), "A2", "Ben Carter", "Harbor", "Lamp", 20]],
    Targets: [["Salesperson", "2026-01", "2026-02", "2026-03"], ["Anna Lee", 90, 80, 70], ["Ben Carter", 10, 20, ""]],
  });
  await hand(page, file("book.xlsx", book));
  await button(page, "Import 2 records").click();
  await page.locator(".note.is-good").waitFor();
  await hand(page, file("book.xlsx", book));
  await button(page, "File").click();
  await page.getByLabel("Sheet").selectOption("Targets");
  await page.waitForFunction(() => document.querySelector(".preview")?.innerText.includes("2026-03"));
  await button(page, "Columns").click();
  assert.equal(await page.getByLabel("These rows are").evaluate((select) => select.selectedOptions[0].textContent), "Targets");
  for (const name of [/^Confirm$/, /^Accept all proposals$/]) {
    while (await button(page, name).count() > 0) await button(page, name).first().click();
    await button(page, "Match").click();
  }
  await button(page, "Check").click();
  assert.match(await commit(page), /5 entries added/);
  await visit(app, page, "#/monitor?p=2026-01");
  assert.match(await main(page), /100\.50/);
  assert.match(await main(page), /100\.5\s?%/, "attainment against the imported targets");
}));

test("pasted cells, and a file dropped on another page", withApp({ lang: "en" }, async (app) => {
  const page = await empty(app);
  await visit(app, page, "#/import");
  await page.locator("main textarea").evaluate((area) => {
    const data = new DataTransfer();
    data.setData("text/plain", "Name\tTeam\tManager\nAnna Lee\tNorth\tBen Carter\nBen Carter\tNorth\t\n");
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await button(page, "Import 2 rows").click();
  await page.locator(".note.is-good").waitFor();

  await visit(app, page, "#/people");
  const drop = (...texts) => page.evaluate((texts) => {
    const data = new DataTransfer();
    texts.forEach((text, n) => data.items.add(new File([text], `dropped-${n + 1}.csv`, { type: "text/csv" })));
    const target = document.querySelector("main h1");
    for (const kind of ["dragenter", "dragover", "drop"]) target.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, texts);
  await drop(csv([SALES, ["2026-01-05", "A1", "Anna Lee", "Harbor", "Lamp", "100"]]));
  await page.waitForURL(/#\/import/);
  await button(page, "Import 1 record").click();
  await page.locator(".note.is-good").waitFor();
  // Dropped while the wizard shows something else.
  await drop(csv([SALES, ["2026-01-05", "A1", "Anna Lee", "Harbor", "Lamp", "100"]]));
  await page.locator(".check-top .note.is-good").waitFor();

  // Several at once: one after the other, each its own step.
  await drop(csv([["Product", "Category"], ["Chair", "Furniture"]]), csv([["Customer", "Sector"], ["Northside", "Retail"]]));
  await page.getByText("1 file to follow").waitFor();
  await button(page, "Import 1 row").click();
  await button(page, "Next: dropped-2.csv").click();
  await button(page, "Import 1 row").click();
  await button(page, "Import another file").waitFor();
}));

test("another currency in a heading is asked about at its column", withApp({ lang: "zh-Hant" }, async (app) => {
  const page = await empty(app);
  await page.evaluate(() => { location.hash = "#/import"; });
  await page.locator("main input[type=file]").setInputFiles(file("sales.csv", csv([["日期", "單號", "業務員", "金額(美元)"], ["2026-01-05", "A1", "陳怡君", "100"]])));
  const row = page.locator(".column-row", { hasText: "金額(美元)" });
  await row.getByText("USD").first().waitFor();
  assert.match(await row.innerText(), /TWD/);
  assert.equal(await row.getByText("請確認").count(), 1);
  await app.shot("currency");
  const rate = row.getByLabel(/1 USD/);
  await rate.fill("32.5");
  await rate.press("Enter");
  await row.getByText("確定").waitFor();
  await page.getByRole("button", { name: "確認", exact: true }).last().click();
  await page.locator(".check-top").waitFor();
  assert.match(await main(page), /3,250/);
}));

test("every template can be imported as it is downloaded", withApp({ lang: "en" }, async (app) => {
  const page = await empty(app);
  for (const [kind, made] of Object.entries({ People: /2 entries/, Products: /2 entries/, Customers: /2 entries/, "Sales records": /2 records/, Measurements: /2 entries/, Targets: /2 entries/ })) {
    await visit(app, page, "#/import");
    if (await button(page, "Import another file").count() > 0) await button(page, "Import another file").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("main").getByRole("button", { name: kind, exact: true }).click()]);
    await hand(page, file(download.suggestedFilename(), readFileSync(await download.path())));
    if (await step(page) === "Match") {
      while (await button(page, "Accept all proposals").count() > 0) await button(page, "Accept all proposals").first().click();
      await button(page, "Check").click();
    }
    assert.match(await commit(page), made, kind);
  }
}));

test("the worker can be stopped while the page stays free, and set to work again", withApp({ lang: "en" }, async (app) => {
  const page = await empty(app);
  const folder = await mkdtemp(path.join(tmpdir(), "attain-import-"));
  try {
    const big = path.join(folder, "big.csv");
    const line = (n) => `2026-01-${String(n % 28 + 1).padStart(2, "0")},A${n},Person ${n % 200},Customer ${n % 5000},Product ${n % 90},${n % 997}.25`;
    await writeFile(big, `${SALES.join(",")}\n${Array.from({ length: 600_000 }, (_, n) => line(n)).join("\n")}\n`);
    await page.evaluate(() => { location.hash = "#/import"; });
    await page.locator("main input[type=file]").setInputFiles(big);
    const bar = page.getByRole("progressbar");
    await bar.waitFor();
    // The page answers while the worker is at it: frames come, buttons press.
    const longest = await page.evaluate(() => new Promise((resolve) => {
      let [last, most, frames] = [performance.now(), 0, 0];
      const frame = (now) => {
        [most, last, frames] = [Math.max(most, now - last), now, frames + 1];
        if (frames < 12) requestAnimationFrame(frame);
        else resolve(most);
      };
      requestAnimationFrame(frame);
    }));
    assert.ok(longest < 250, `the page stood still for ${Math.round(longest)} ms`);
    const pressed = Date.now();
    await button(page, "Cancel").click();
    await page.getByText("Stopped. Nothing was changed.").waitFor();
    assert.ok(Date.now() - pressed < 1_500, "at once");
    assert.equal(await bar.count(), 0);
    await button(page, "Read it again").click();
    await button(page, "Import 600,000 records").waitFor({ timeout: 120_000 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}));
