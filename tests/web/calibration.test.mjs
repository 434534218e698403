// Calibration of the sample company: a grade moved by press, keys and drag, the guideline meanwhile, boxes, comparison, history.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";
import { goTo } from "./steps.mjs";

async function openCalibration(app, page) {
  await goTo(page, "#/calibration");
  await page.locator(".calibration-row [role=radiogroup]").first().waitFor();
  await app.settle();
}

const grade = (row) => row.locator("[role=radio][aria-checked=true]").innerText();
const dialog = (page) => page.locator("dialog[open]");
const heads = async (page) => Object.fromEntries(await page.locator(".calibration-row.is-head .grade-strip > span").evaluateAll((all) => all.map((one) => one.innerText.split(/\s+/))));

test("a grade is moved with a reason, by press, keys and drag", withApp({ lang: "en", width: 1440 }, async (app) => {
  const page = await openSample(app);
  await openCalibration(app, page);
  await app.shot("grades");
  assert.deepEqual(await app.axe(), []);
  const before = await heads(page);
  const row = page.locator("li.calibration-row").nth(4);
  const name = await row.locator(".who button").innerText();
  const from = await grade(row);
  const to = from === "B" ? "A" : "B";

  // Without a reason nothing moves.
  await row.getByRole("radio", { name: to, exact: true }).click();
  await dialog(page).getByText(`${name}: ${from} → ${to}`).waitFor();
  await app.settle();
  await app.shot("reason");
  assert.deepEqual(await app.axe(), []);
  await dialog(page).getByRole("button", { name: "Move the grade" }).click();
  await dialog(page).getByText("A reason is needed.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BUTTON");
  await dialog(page).getByRole("textbox", { name: "Reason" }).fill("Compared with the team");
  await dialog(page).getByRole("textbox", { name: "Reason" }).press("Enter");
  await dialog(page).waitFor({ state: "detached" });
  const mine = () => page.locator("li.calibration-row").filter({ hasText: name });
  assert.equal(await grade(mine()), to);
  const after = await heads(page);
  assert.equal(Number(after[to]), Number(before[to]) + 1);
  assert.equal(Number(after[from]), Number(before[from]) - 1);
  await mine().locator(".tag").waitFor();

  // Keys: to the person below, and a grade to the left or right.
  await mine().locator("[role=radio][tabindex='0']").focus();
  await page.keyboard.press("ArrowDown");
  await app.settle();
  const below = page.locator("li.calibration-row").nth(5);
  const lower = await below.locator(".who button").innerText();
  assert.equal(await page.evaluate(() => document.activeElement.closest("li").querySelector(".who button").innerText), lower);
  const was = await grade(below);
  await page.keyboard.press(was === "A" ? "ArrowRight" : "ArrowLeft");
  await dialog(page).getByRole("textbox", { name: "Reason" }).waitFor();
  // Reasons that were given are offered.
  await dialog(page).getByRole("button", { name: "Compared with the team" }).click();
  await dialog(page).getByRole("button", { name: "Move the grade" }).click();
  await dialog(page).waitFor({ state: "detached" });
  assert.notEqual(await grade(below), was);

  // Drag: the guideline shows the move before it is made; giving it up changes nothing.
  const third = page.locator("li.calibration-row").nth(6);
  const held = await grade(third);
  const chip = await third.locator("[role=radio][aria-checked=true]").boundingBox();
  const strip = await third.locator(".grade-strip").boundingBox();
  await page.mouse.move(chip.x + chip.width / 2, chip.y + chip.height / 2);
  await page.mouse.down();
  await page.mouse.move(strip.x + strip.width - 4, strip.y + strip.height / 2, { steps: 6 });
  await page.locator(".grade-strip .is-target").waitFor();
  await page.mouse.up();
  await dialog(page).getByRole("textbox", { name: "Reason" }).waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  assert.equal(await grade(third), held);

  // The history has both, and undo takes the last one back.
  await page.getByRole("tab", { name: "Changes" }).click();
  assert.equal(await page.getByRole("cell", { name: "Compared with the team" }).count(), 2);
  await app.shot("history");
  assert.deepEqual(await app.axe(), []);
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => [...document.querySelectorAll("td")].filter((cell) => cell.innerText === "Compared with the team").length === 1);
  await app.saved();
  await app.reload();
  await page.getByRole("tab", { name: "Changes" }).click();
  assert.equal(await page.getByRole("cell", { name: "Compared with the team" }).count(), 1);
}));

test("scores explain themselves, boxes and comparison, and a group is looked at alone", withApp({ lang: "zh-Hant", width: 1440 }, async (app) => {
  const page = await openSample(app);
  await openCalibration(app, page);
  await app.shot("grades");
  const row = page.locator("li.calibration-row").first();
  const score = await row.locator(".figure").innerText();
  await row.locator(".figure").click();
  await dialog(page).locator(".trace-tree").first().waitFor();
  assert.match(await dialog(page).innerText(), new RegExp(score.replace(".", "\\.")));
  await page.keyboard.press("Escape");

  const people = () => page.locator("li.calibration-row").count();
  const all = await people();
  await page.getByRole("combobox", { name: "團隊" }).selectOption({ index: 1 });
  await app.settle();
  const some = await people();
  assert.ok(some > 2 && some < all, `${some} of ${all}`);
  await page.getByRole("columnheader", { name: "目前這群人" }).waitFor();

  await page.getByRole("tab", { name: "九宮格" }).click();
  const boxed = await page.locator(".nine-cell > header > b").allInnerTexts();
  assert.equal(boxed.length, 9);
  assert.equal(boxed.reduce((sum, n) => sum + Number(n), 0), some);
  await app.shot("boxes");
  assert.deepEqual(await app.axe(), []);
  await page.locator(".nine-chip").first().click();
  await dialog(page).getByRole("button", { name: "加入比較" }).click();
  await app.shot("person");
  assert.deepEqual(await app.axe(), []);
  const potential = dialog(page).getByLabel("潛力");
  await potential.fill("1");
  await potential.press("Tab");
  await page.keyboard.press("Escape");
  await app.settle();
  await page.getByRole("tab", { name: "並列比較" }).click();
  await page.getByRole("combobox", { name: "選擇要比較的人" }).selectOption({ index: 1 });
  await app.settle();
  assert.equal(await page.locator("main table.table thead th.num").filter({ has: page.locator("button") }).count(), 2);
  await app.shot("compare");
  assert.deepEqual(await app.axe(), []);
}));

test("calibration on a phone", withApp({ lang: "zh-Hant", width: 390, height: 800, theme: "dark" }, async (app) => {
  const page = await openSample(app);
  await openCalibration(app, page);
  await app.shot("grades");
  assert.deepEqual(await app.axe(), []);
  for (const tab of ["九宮格", "並列比較", "調整紀錄"]) {
    await page.getByRole("tab", { name: tab }).click();
    await app.settle();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${tab} is ${wide} pixels wider than the window`);
    await app.shot(tab);
  }
}));
