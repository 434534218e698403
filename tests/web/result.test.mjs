// Results: released one by one, explained, mailed, talked about, acknowledged, appealed once and decided; and the plan that grows.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";
import { goTo } from "./steps.mjs";

const dialog = (page) => page.locator("dialog[open]");
const button = (page, name) => page.locator("main").getByRole("button", { name, exact: true });
const go = async (app, page, hash) => {
  await goTo(page, hash);
  await page.locator("main h1").waitFor();
  await app.settle();
};
async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}
const decoded = (mail) => mail.split("--=_attain_part").slice(1, 3).map((part) => Buffer.from(part.split("\r\n\r\n")[1], "base64").toString("utf8"));

test("a closed result is read, explained, compared and mailed", withApp({ lang: "en", width: 1440 }, async (app) => {
  const page = await openSample(app);
  await go(app, page, "#/result");
  await page.locator(".result .tiles").waitFor();
  await app.settle();
  await app.shot("result");
  assert.deepEqual(await app.axe(), []);
  const finding = await page.locator(".finding").innerText();
  assert.match(finding, /^Grade [A-E], [\d.]+ of 100\./);

  const score = page.locator(".tile .figure").first();
  const shown = await score.innerText();
  await score.click();
  await dialog(page).locator(".trace-tree").first().waitFor();
  assert.ok((await dialog(page).innerText()).includes(shown));
  await page.keyboard.press("Escape");

  // Every picture has its readout, its table and its files.
  const charts = page.locator(".result .chart");
  assert.ok((await charts.count()) >= 3);
  for (const chart of await charts.all()) {
    await chart.locator(".chart-plot").focus();
    await page.keyboard.press("t");
    assert.ok((await chart.locator("table tbody tr").count()) > 0);
    await page.keyboard.press("t");
  }

  const mail = await saved(page, () => button(page, "Save as a mail").click());
  assert.match(mail.name, /\.eml$/);
  const [text, html] = decoded(mail.text);
  assert.ok(text.includes(finding) && html.includes("<table>"), text);
  assert.match(mail.text, /^X-Unsent: 1\r\nTo: \r\n/);

  await page.emulateMedia({ media: "print" });
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  assert.equal((pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? []).length, 1, "a result is one sheet of paper");
  await app.shot("paper");
}));

test("release, talk, appeal, decision, acknowledgement", withApp({ lang: "en", width: 1440 }, async (app) => {
  const page = await openSample(app);
  await go(app, page, "#/calibration");
  const first = page.locator("li.calibration-row .who button").first();
  const name = await first.innerText();
  await first.click();
  await dialog(page).getByRole("link", { name: "Open the result" }).click();
  await page.getByRole("heading", { name: `Result of ${name}` }).waitFor();
  await page.getByText("Not released").waitFor();
  // Before sharing there is nothing to release, and the page says why.
  await page.getByText("This cannot be done in this phase.").waitFor();
  assert.deepEqual(await app.axe(), []);
  await app.shot("preview");
  const result = await page.evaluate(() => location.hash);

  // The person does not see what is not released.
  const iAm = page.getByLabel("I am", { exact: true });
  await iAm.selectOption({ label: name });
  await page.getByText("Your result is not released yet").waitFor();
  assert.equal(await page.locator("main .figure").count(), 0);
  await iAm.selectOption({ index: 0 });

  const cycle = result.split("/")[2];
  await go(app, page, `#/cycle/${cycle}`);
  // What calibration has sealed is asked of nobody any more; what lacks is a manager of those who lead.
  await button(page, "Go on to sharing").click();
  await dialog(page).getByText("Nobody reviews as manager").waitFor();
  await dialog(page).getByRole("button", { name: "Go on to sharing" }).click();
  await button(page, "Go on to acknowledgement").waitFor();
  await go(app, page, result);
  await button(page, "Release this result").click();
  await page.getByText("Waits for acknowledgement").first().waitFor();

  await button(page, "Plan the meeting").click();
  await dialog(page).getByLabel("Time").fill("25:00");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await dialog(page).getByText("Enter a time, such as 14:30.").waitFor();
  await dialog(page).getByLabel("Time").fill("14:30");
  await dialog(page).getByLabel("Place").fill("3F, room 2");
  await dialog(page).getByLabel("Agreed actions").fill("Course on negotiation\nTwo joint visits");
  await app.shot("meeting form");
  assert.deepEqual(await app.axe(), []);
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await page.getByText("Two joint visits").waitFor();
  const invitation = await saved(page, () => button(page, "Save a calendar file").click());
  assert.match(invitation.name, /\.ics$/);
  assert.match(invitation.text, /\r\nDTSTART:\d{8}T143000\r\nDURATION:PT45M\r\n/);
  assert.match(invitation.text, /\r\nLOCATION:3F\\, room 2\r\n/);
  assert.doesNotMatch(invitation.text, /Grade|[A-E], \d/);

  // Only the person appeals, and nobody decides their own appeal.
  assert.equal(await button(page, "Appeal").count(), 0);
  await iAm.selectOption({ label: name });
  await button(page, "Appeal").click();
  await dialog(page).getByRole("button", { name: "Appeal" }).click();
  await dialog(page).getByText("A reason is needed.").waitFor();
  await dialog(page).locator("textarea").fill("One order is missing.");
  await dialog(page).getByRole("button", { name: "Appeal" }).click();
  await page.getByText("One order is missing.").waitFor();
  assert.equal(await button(page, "Acknowledge").count(), 0);
  assert.equal(await button(page, "Decide the appeal").count(), 0);
  await iAm.selectOption({ index: 0 });
  await button(page, "Decide the appeal").click();
  await dialog(page).getByRole("radio", { name: "Correct the score" }).click();
  const score = dialog(page).getByLabel("Corrected score");
  await score.fill("130");
  await score.press("Tab");
  await dialog(page).locator("textarea").fill("It is.");
  await dialog(page).getByRole("button", { name: "Decide the appeal" }).click();
  await dialog(page).getByText("The corrected score must lie between zero and the highest score").waitFor();
  await dialog(page).getByRole("radio", { name: "Change the grade" }).click();
  const grade = await dialog(page).getByLabel("New grade").inputValue();
  await dialog(page).getByRole("radio", { name: "Correct the score" }).click();
  await score.fill("64.5");
  await score.press("Tab");
  await dialog(page).getByLabel("New grade").selectOption({ label: grade });
  await dialog(page).getByLabel("What it rests on").fill("SO-17");
  await app.shot("decision");
  assert.deepEqual(await app.axe(), []);
  await dialog(page).getByRole("button", { name: "Decide the appeal" }).click();
  await page.getByText(`Grade changed to ${grade}`).waitFor();
  await page.getByText(/Score corrected from [\d.]+ to 64\.50/).waitFor();
  await page.getByText("Rests on: SO-17").waitFor();
  // What reads the score afterwards is said.
  await page.getByText(/use 64\.5% of the full score now/).waitFor();
  assert.match(await page.locator(".finding").innerText(), new RegExp(`^Grade ${grade},`));
  assert.equal(await button(page, "Appeal").count(), 0, "one appeal");
  assert.equal(await button(page, "Acknowledge").count(), 0);
  await iAm.selectOption({ label: name });
  await button(page, "Acknowledge").click();
  await dialog(page).locator("textarea").fill("Thank you.");
  await dialog(page).getByRole("button", { name: "Acknowledge" }).click();
  await page.getByText(/Acknowledged on/).first().waitFor();
  await app.saved();
  await app.reload();
  await page.getByText("Thank you.").waitFor();
  await app.shot("acknowledged");
  assert.deepEqual(await app.axe(), []);
}));

test("a development plan grows from the result", withApp({ lang: "zh-Hant", width: 1280 }, async (app) => {
  const page = await openSample(app);
  await go(app, page, "#/development");
  await page.locator(".aims > li").first().waitFor();
  await app.shot("plan");
  assert.deepEqual(await app.axe(), []);
  const step = page.locator(".aims input[type=checkbox]").last();
  await step.check();
  await page.locator(".finding").getByText("100%").waitFor();
  await page.locator(".finding").waitFor();

  await button(page, "新增目標").click();
  await dialog(page).getByLabel("目標").fill("談判技巧");
  await dialog(page).getByRole("button", { name: "新增步驟" }).click();
  await dialog(page).getByLabel("步驟 1").fill("參加課程");
  await dialog(page).getByLabel("支援").fill("主管陪訪");
  await app.shot("aim");
  assert.deepEqual(await app.axe(), []);
  await dialog(page).getByRole("button", { name: "儲存" }).click();
  await page.getByText("談判技巧").waitFor();
  await page.getByText("參加課程").waitFor();
  await page.locator(".finding").getByText("50%").waitFor();

  // Somebody without a plan begins one from what falls short.
  const person = page.getByRole("combobox", { name: "人員" });
  const count = await person.locator("option").count();
  for (let n = 0; n < count; n += 1) {
    await person.selectOption({ index: n });
    await app.settle();
    if (await button(page, "開始發展計畫").count()) break;
  }
  await button(page, "開始發展計畫").click();
  await page.locator(".finding").waitFor();
  await app.saved();
}));

test("a result on a phone, in the dark", withApp({ lang: "zh-Hans", width: 390, height: 800, theme: "dark" }, async (app) => {
  const page = await openSample(app);
  await go(app, page, "#/result");
  await page.locator(".result .tiles").waitFor();
  await app.settle();
  await app.shot("result");
  assert.deepEqual(await app.axe(), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} pixels too wide`);
  await go(app, page, "#/development");
  await app.shot("plan");
  assert.deepEqual(await app.axe(), []);
}));
