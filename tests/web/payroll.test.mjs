// Being paid: published, received, run, stated, explained, disputed, closed for good.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

const go = async (app, page, hash) => {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator("main h1").waitFor();
  await app.settle(page);
};
const digits = (text) => text.replace(/[^\d.-]/g, "");

test("publish, acknowledge, run, statement, explanation, dispute", withApp({ lang: "en" }, async (app, context) => {
  const page = await openSample(app);
  await go(app, page, "#/runs");
  await page.getByRole("link", { name: "Versions and publishing" }).first().click();
  await page.locator("main .empty").waitFor();
  const plan = page.url().match(/versions\/([0-9a-f-]+)/)[1];

  // A plan cannot take effect before it is announced.
  await page.locator("main .empty").getByRole("button", { name: "Publish" }).click();
  const dialog = page.locator("dialog[open]");
  const [announced, effective] = [dialog.getByLabel("Announced on"), dialog.getByLabel("Effective from")];
  const from = await effective.inputValue();
  await announced.fill("2099-01-01");
  await announced.blur();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await dialog.getByText("cannot take effect before it is announced").waitFor();
  await announced.fill(from);
  await announced.blur();
  // Nobody publishes without having read the warnings; everybody's expected earnings stand below.
  await dialog.getByText("Worth a look").waitFor();
  assert.ok(await dialog.getByRole("button", { name: "Publish" }).isDisabled());
  assert.ok((await dialog.locator(".publish-expected tbody tr").count()) > 5);
  await dialog.getByLabel("I have seen these warnings").check();
  await app.shot("publish");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("heading", { name: /Version 1/ }).waitFor();
  await page.getByRole("button", { name: "Record receipt", exact: true }).first().click();
  await page.getByText(/^1 of \d+ have acknowledged$/).waitFor();
  await app.shot("versions");
  assert.deepEqual(await app.axe(), []);

  await page.getByRole("link", { name: "Plan letters" }).click();
  await page.locator(".letter").first().waitFor();
  assert.ok((await page.locator(".letter").count()) > 5);
  // Each states the person's own terms: what they can expect, the quota of every period, the whole hash.
  assert.match(await page.locator(".letter-own").first().innerText(), /Quota/);
  assert.match(await page.locator(".letter").first().innerText(), /content hash [0-9a-f]{64}/);
  await app.shot("letters");
  assert.deepEqual(await app.axe(), []);

  // The last quarter that is over.
  await go(app, page, "#/runs");
  await app.shot("runs");
  const links = page.locator("main tbody th a");
  const period = (await links.nth(1).getAttribute("href")).match(/p=([^&]+)/)[1];
  await go(app, page, `#/runs/${plan}?p=${period}`);
  await page.getByText("earlier periods first").waitFor();
  await page.getByRole("button", { name: "Close this run" }).click();
  await page.locator("dialog[open]").getByRole("button", { name: "Close this run" }).click();
  await page.getByText("the same to the cent").waitFor();
  await app.shot("run");
  assert.deepEqual(await app.axe(), []);

  // What payroll takes over, as text and as a workbook.
  const saved = async (what, kind) => {
    await page.getByRole("button", { name: what }).click();
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: kind }).click();
    const file = await waiting;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const text = await saved("Export for payroll", "CSV");
  const workbook = await saved("Export for payroll", "Excel (XLSX)");
  assert.ok(text.name.endsWith(".csv") && workbook.name === text.name.replace(/csv$/, "xlsx"), workbook.name);
  assert.match(text.bytes.toString("utf8"), /^\ufeff?Number,Person,Period,Currency,Total,/);
  assert.equal(workbook.bytes.subarray(0, 2).toString(), "PK");

  const row = page.locator("main table tbody tr").first();
  const stated = digits(await row.locator("td.num").last().innerText());
  await row.locator("th a").click();
  await page.getByRole("heading", { name: "Pay statement" }).waitFor();
  await app.settle();
  const paid = page.locator(".tile").first();
  assert.equal(digits(await paid.locator(".tile-value .figure").innerText()), stated);
  await app.shot("statement");
  assert.deepEqual(await app.axe(), []);
  await paid.locator(".figure").click();
  await page.locator("dialog[open] .trace-tree").first().waitFor();
  await app.shot("explanation");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Dispute this statement" }).click();
  await page.locator("dialog[open] textarea").fill("The order of May is missing.");
  await page.locator("dialog[open]").getByRole("button", { name: "Send" }).click();
  await page.getByText("The order of May is missing.").waitFor();
  await page.getByRole("button", { name: "Answer" }).click();
  await page.locator("dialog[open] textarea").fill("It was booked in June.");
  await page.locator("dialog[open]").getByRole("button", { name: "Answer" }).click();
  await page.getByText("It was booked in June.").waitFor();

  // The person was right: the next run states the correction as a line of its own, with the reason.
  await page.getByRole("button", { name: "Correct by an adjustment" }).click();
  const adjusting = page.locator("dialog[open]");
  await adjusting.getByRole("button", { name: "Adjust pay" }).click();
  await adjusting.getByText("The value").first().waitFor();
  await adjusting.getByLabel("Amount").fill("-123");
  await adjusting.getByLabel("Amount").press("Tab");
  await adjusting.getByLabel("Reason").fill("The order of May belongs to somebody else.");
  await app.shot("adjust");
  assert.deepEqual(await app.axe(), []);
  await adjusting.getByRole("button", { name: "Adjust pay" }).click();
  await page.getByText("The order of May belongs to somebody else.").waitFor();
  await app.saved();
  await app.reload();
  await page.getByText("It was booked in June.").waitFor();
  await page.getByText("The order of May belongs to somebody else.").waitFor();
  const statement = page.url();
  const [year, quarter] = period.split("Q").map(Number);
  const later = quarter === 4 ? `${year + 1}Q1` : `${year}Q${quarter + 1}`;
  await go(app, page, `#/runs/${plan}?p=${later}`);
  const adjustments = page.locator("section").filter({ has: page.getByRole("heading", { name: "Adjustments" }) });
  await adjustments.getByText("The order of May belongs to somebody else.").waitFor();
  await adjustments.getByRole("button", { name: "Adjust pay" }).waitFor();
  await app.shot("adjustments");
  await go(app, page, statement.slice(statement.indexOf("#")));

  // The file of a statement checks itself on a device that knows nothing of it.
  const keep = page.getByRole("button", { name: "Save as a checkable file" });
  const [download] = await Promise.all([page.waitForEvent("download"), keep.click()]);
  const file = await download.path();
  await go(app, page, "#/verify");
  await page.locator("main input[type=file]").setInputFiles(file);
  await page.getByText("it agrees to the cent").waitFor();
  await app.shot("verified");
  assert.deepEqual(await app.axe(), []);

  // So does the first page of somebody who has no workspace at all.
  const own = { name: "statement.attain", mimeType: "application/octet-stream", buffer: await readFile(file) };
  await withApp({ lang: "en" }, async (other) => {
    const fresh = await other.open();
    await fresh.locator("main.first input[type=file]").last().setInputFiles(own);
    await fresh.getByText("it agrees to the cent").waitFor();
    assert.deepEqual(await other.axe(), []);
    await other.shot("verified without a workspace");
  })(context);
}));
