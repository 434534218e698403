// The hints of the first minutes: one at a time, followed by doing, put away for good, and never in the way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, openSample, withApp } from "./harness.mjs";

const HIDE = { "zh-Hant": "隱藏提示", "zh-Hans": "隐藏提示", en: "Hide hints" };
const SELLER = { "zh-Hant": "業務人員", "zh-Hans": "销售人员", en: "Seller" };

for (const lang of Object.keys(LANGUAGES)) {
  test(`each hint goes when it has been followed, ${lang}`, withApp({ lang }, async (app) => {
    const page = await openSample(app);
    const hint = page.locator(".hints[role=status] .hint-card");
    const words = async () => {
      assert.equal(await hint.count(), 1, "one at a time");
      return hint.innerText();
    };
    await page.waitForURL(/#\/monitor/);
    const first = await words();
    assert.match(first, /1.*3/);
    assert.deepEqual(await app.axe(), []);

    // Open a figure: the next hint leads to the pay page.
    await page.locator(".tile .figure").first().click();
    await page.locator("dialog[open] .trace").waitFor();
    await page.keyboard.press("Escape");
    const second = await words();
    assert.notEqual(second, first);
    await hint.getByRole("link").click();
    await page.waitForURL(/#\/pay/);
    await page.getByRole("slider").first().waitFor();
    assert.equal(await hint.getByRole("link").count(), 0, "here it can be done");

    // Drag the rate, with the keyboard.
    await page.getByRole("slider").first().focus();
    await page.keyboard.press("ArrowRight");
    const third = await words();
    assert.match(third, /3.*3/);
    assert.ok(third.includes(SELLER[lang]));

    // See what a seller sees: that was the last one, after a reload too.
    await page.getByRole("radio", { name: SELLER[lang] }).click();
    await hint.waitFor({ state: "detached" });
    await app.reload();
    await app.settle();
    await page.evaluate(() => { location.hash = "#/monitor"; });
    await page.locator(".finding").first().waitFor();
    assert.equal(await hint.count(), 0);
  }));
}

test("hints can be put away with the keyboard, for good", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  const hide = page.getByRole("button", { name: HIDE.en });
  await hide.focus();
  await page.keyboard.press("Enter");
  await hide.waitFor({ state: "detached" });
  await app.reload();
  await page.locator(".finding").first().waitFor();
  assert.equal(await page.locator(".hint-card").count(), 0);
}));

test("a workspace of one's own shows no hints", withApp({ lang: "en" }, async (app) => {
  const page = await app.open();
  await page.getByRole("button", { name: "Start empty" }).click();
  await page.locator(".shell").waitFor();
  await app.settle();
  assert.equal(await page.locator(".hint-card").count(), 0);
}));

test("whoever goes elsewhere while a workspace is made is left there", withApp({ lang: "en" }, async (app) => {
  const page = await app.open();
  // In one turn, so that making it cannot have ended.
  await page.evaluate(() => {
    [...document.querySelectorAll("button")].find((button) => button.innerText.includes("Start empty")).click();
    location.hash = "#/people";
  });
  await page.locator(".shell").waitFor();
  await app.settle();
  await page.getByRole("heading", { level: 1, name: "People and teams" }).waitFor();
  assert.match(page.url(), /#\/people/);
  await app.saved();
  assert.equal(await page.locator(".saving.is-warn").count(), 0, "the only tab writes");
}));

test("the only tab writes, however often it makes and changes workspaces", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  const seen = new Set();
  await page.exposeFunction("__seen", (name) => seen.add(name));
  await page.evaluate(() => {
    new MutationObserver(() => {
      for (const state of document.querySelectorAll(".saving")) window.__seen(state.className);
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
  });
  const menu = page.locator(".workspace > button");
  await page.evaluate(() => { location.hash = "#/workspaces"; });
  await page.getByRole("button", { name: "New empty workspace" }).click();
  await app.settle();
  await app.saved();
  for (let round = 0; round < 3; round += 1) {
    for (const at of [0, 1]) {
      await page.locator(".workspace button").first().click();
      await page.locator(".workspace .menu-item[aria-pressed]").nth(at).click();
      await page.locator(".shell").waitFor();
      await app.settle();
      await app.saved();
    }
  }
  assert.ok(![...seen].some((state) => state.includes("is-warn")), [...seen].join(" | "));
  assert.equal(await menu.count(), 1);
}));
