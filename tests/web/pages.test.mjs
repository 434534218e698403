// Every page, in three languages, light and dark, wide and narrow: it opens, breaks no rule of accessibility, fits, and has its own words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, openSample, withApp } from "./harness.mjs";

const PAGES = ["", "monitor", "records", "people", "products", "channels", "customers", "measurements", "targets", "kpis", "scorecards", "standards", "plans", "plan", "pay", "plans/PLAN", "replay/PLAN", "simulate/PLAN", "tasks", "cycles", "cycle", "appraisal", "review", "calibration", "result", "development", "feedback", "outcomes", "import", "history", "workspaces", "settings", "nowhere"];

for (const lang of Object.keys(LANGUAGES)) {
  for (const theme of ["light", "dark"]) {
    test(`every page, ${lang}, ${theme}`, withApp({ lang, theme }, async (app, context) => {
      const page = await openSample(app);
      for (const name of await pages(page)) {
        await context.test(title(name), async () => {
          await visit(app, page, name);
          assert.deepEqual(await app.axe(), []);
          await app.shot(title(name));
          if (lang !== "en") await noForeignWords(page);
          else assert.doesNotMatch(await page.locator("main").innerText().then(withoutNames), /[\u4e00-\u9fff]/, "Chinese in the English page");
        });
      }
    }));
  }
}

for (const width of [320, 768]) {
  test(`every page fits ${width} pixels`, withApp({ lang: "zh-Hant", width, height: 720 }, async (app, context) => {
    const page = await openSample(app);
    for (const name of await pages(page)) {
      await context.test(title(name), async () => {
        await visit(app, page, name);
        await app.shot(`${title(name)} ${width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `the page is ${wide} pixels wider than the window`);
      });
    }
  }));
}

/** The pages, with the id of the sample's plan where a page is about one. */
async function pages(page) {
  await page.evaluate(() => { location.hash = "#/pay"; });
  const link = page.locator("main a[href*='/replay/']");
  await link.waitFor();
  const plan = (await link.getAttribute("href")).match(/replay\/([0-9a-f-]+)/)[1];
  return PAGES.map((name) => name.replace("PLAN", plan));
}

/** A page's name in reports and file names: without ids. */
const title = (name) => name.replace(/\/.*/, " one") || "home";

/** Pages of one thing are reached through the page that lists it. */
const THROUGH = {
  cycle: ["cycles", (page) => page.locator("main tbody th a").first().click()],
  appraisal: ["cycle", (page) => page.locator("main tbody th a").first().click()],
  outcomes: ["cycles", (page) => page.locator("main tbody th a").last().getAttribute("href").then((href) => page.evaluate((to) => { location.hash = to; }, href.replace("/cycle/", "/outcomes/")))],
  // Somebody who has been given some.
  feedback: ["tasks", async (page) => {
    const id = await page.locator(".i-am option").nth(10).getAttribute("value");
    await page.locator(".i-am select").selectOption(id);
    await page.evaluate((id) => { location.hash = `#/feedback/${id}`; }, id);
  }],
  review: ["appraisal", async (page) => {
    await page.locator(".i-am select").selectOption({ label: await page.locator("main h1").innerText() });
    await page.locator("main .plain-list a.button").first().click();
  }],
};

async function visit(app, page, name) {
  const [from, follow] = THROUGH[name] ?? [];
  if (follow) {
    await visit(app, page, from);
    await follow(page);
    await page.waitForFunction((name) => location.hash.startsWith(`#/${name}/`), name);
  } else {
    await page.evaluate((name) => { location.hash = `#/${name}`; }, name);
  }
  await page.locator("main h1").first().waitFor();
  await app.settle();
}

/** The languages are named in themselves, on every page. */
const withoutNames = (text) => text.replace(/繁體中文|简体中文/g, "");

/** A Chinese page has no English sentence: three Latin words in a row are one. */
async function noForeignWords(page) {
  const text = await page.locator("main").innerText();
  const found = text.match(/\b[A-Za-z]{2,}(?: [A-Za-z]{2,}){3,}/g) ?? [];
  assert.deepEqual(found, []);
}
