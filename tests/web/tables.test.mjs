// Tables and records by hand: typing, a row being filled in, and a record added, found and removed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

/** A page of an empty workspace. */
async function empty(app, hash) {
  const page = await app.open();
  await page.getByRole("button", { name: "Start empty" }).click();
  await page.locator(".shell").waitFor();
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator("main h1").waitFor();
  await app.settle();
  return page;
}

test("what is typed over a selected cell is all there", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await page.evaluate(() => { location.hash = "#/products"; });
  const grid = page.getByRole("grid", { name: "Products" });
  const cell = grid.locator("tbody [role=gridcell]").nth(1);
  await cell.waitFor();
  for (const text of ["Ab", "Quick brown fox"]) {
    await cell.click();
    await page.keyboard.type(text);
    assert.equal(await grid.locator("td.is-edit input").inputValue(), text);
    await page.keyboard.press("Enter");
    await grid.locator("td.is-edit").waitFor({ state: "detached" });
    assert.equal(await cell.innerText(), text);
  }
}));

test("no key is lost between opening a cell and its editor", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await page.evaluate(() => { location.hash = "#/products"; });
  const grid = page.getByRole("grid", { name: "Products" });
  const cell = grid.locator("tbody [role=gridcell]").nth(1);
  await cell.waitFor();
  const before = await cell.innerText();
  await cell.click();
  // All in one turn of the page's loop: no frame is drawn between the keys.
  const keyboard = () => page.evaluate(async () => {
    const press = async (key) => {
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      return document.activeElement.tagName;
    };
    return [await press("F2"), await press("Escape")];
  });
  for (let round = 0; round < 3; round++) assert.deepEqual(await keyboard(), ["INPUT", "DIV"]);
  assert.equal(await cell.innerText(), before);
}));

test("words of an input method go over the selected cell", withApp({ lang: "zh-Hant" }, async (app) => {
  const page = await openSample(app);
  await page.evaluate(() => { location.hash = "#/products"; });
  const grid = page.getByRole("grid").first();
  const cell = grid.locator("tbody [role=gridcell]").nth(1);
  await cell.click();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", windowsVirtualKeyCode: 229 });
  await session.send("Input.imeSetComposition", { text: "ㄎㄚ", selectionStart: 2, selectionEnd: 2 });
  await session.send("Input.insertText", { text: "咖啡豆" });
  assert.equal(await grid.locator("td.is-edit input").inputValue(), "咖啡豆");
  await page.keyboard.press("Enter");
  await grid.locator("td.is-edit").waitFor({ state: "detached" });
  assert.equal(await cell.innerText(), "咖啡豆");
}));

test("a new row is not wrong before it is left", withApp({ lang: "en" }, async (app) => {
  const page = await empty(app, "#/people");
  const grid = page.getByRole("grid", { name: "People", exact: true });
  const problem = page.locator(".note.is-error");
  await page.getByRole("button", { name: "Add a row" }).first().click();
  const cell = (at) => grid.locator("tbody tr[aria-rowindex='2'] [role=gridcell]").nth(at);
  await grid.locator("td.is-edit input").waitFor();
  await page.keyboard.press("Escape");
  // The number first, and no name yet.
  const headings = await grid.locator("thead th").allInnerTexts();
  const [number, name] = ["Number", "Name"].map((title) => headings.findIndex((heading) => heading.trim().startsWith(title)));
  await cell(number).click();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  assert.equal(await problem.count(), 0, "the row is still being filled in");
  assert.ok(!(await page.locator("main").innerText()).includes("must not be empty"));
  // Elsewhere with the keyboard: now it is said.
  await page.locator("main").focus();
  await problem.waitFor();
  // With its name it is stored.
  await cell(name).click();
  await page.keyboard.type("Ada");
  await page.keyboard.press("Enter");
  await problem.waitFor({ state: "detached" });
  await app.saved();
  await app.reload();
  await cell(name).waitFor();
  assert.deepEqual([await cell(number).innerText(), await cell(name).innerText()], ["7", "Ada"]);
}));

test("a step that adds and edits says both", withApp({ lang: "en" }, async (app) => {
  const page = await empty(app, "#/channels");
  const grid = page.getByRole("grid", { name: "Channels" });
  const paste = async (text) => {
    await grid.evaluate((node, text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
    await app.saved();
  };
  await grid.focus();
  await paste("Direct\nPartner");
  await grid.locator("tbody [role=gridcell]").first().click();
  await paste("Direct sales\nPartner\nOnline");
  await page.evaluate(() => { location.hash = "#/history"; });
  await page.locator(".steps-list").waitFor();
  const steps = await page.locator(".steps-list li strong").allInnerTexts();
  assert.equal(steps[0], "Add 1 and edit 1 entry");
  assert.match(steps[1], /^Add 2 entries/);
}));

test("a record is added by hand, found, removed and brought back", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await page.getByRole("link", { name: "Show these records" }).click();
  const status = page.locator(".record-list [role=status]").first();
  const counted = async () => Number(/([\d,]+) record/.exec(await status.innerText())[1].replace(",", ""));
  await status.waitFor();
  const before = await counted();
  await page.getByRole("button", { name: "Add a record" }).click();
  const form = page.locator("dialog[open]");
  await form.getByLabel("Document").fill("HAND-1");
  await form.getByLabel(/^Amount/).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1,234.50");
  await form.getByLabel("Person").selectOption({ index: 1 });
  assert.deepEqual(await app.axe(), []);
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await form.waitFor({ state: "detached" });
  await page.waitForFunction((n) => Number(/([\d,]+) record/.exec((document.querySelector(".record-list [role=status]")?.innerText ?? ""))?.[1].replace(",", "")) === n, before + 1);
  await page.getByRole("searchbox").fill("HAND-1");
  await page.waitForFunction(() => (document.querySelector(".record-list [role=status]")?.innerText ?? "").startsWith("1 record"));
  assert.match(await status.innerText(), /1,234\.50 USD/);
  await page.locator(".record-list tbody td.is-link", { hasText: "HAND-1" }).click();
  const detail = page.locator("dialog[open]");
  await detail.locator("dl").waitFor();
  assert.match(await detail.innerText(), /HAND-1[\s\S]*1,234\.50/);
  await detail.getByRole("button", { name: "Remove this record" }).click();
  await page.waitForFunction(() => (document.querySelector(".record-list [role=status]")?.innerText ?? "").startsWith("0 records"));
  await page.locator(".toast").getByRole("button", { name: "Undo" }).last().click();
  await page.waitForFunction(() => (document.querySelector(".record-list [role=status]")?.innerText ?? "").startsWith("1 record"));
  await app.saved();
  await app.reload();
  await status.waitFor();
  assert.equal(await counted(), before + 1, "kept");
}));
