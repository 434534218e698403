// What holds before any page of the app: it starts under a deep path, in the reader's language, guarded, and falls soft.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, withApp } from "./harness.mjs";

for (const lang of Object.keys(LANGUAGES)) {
  test(`starts in ${lang}`, withApp({ lang }, async (app) => {
    const page = await app.open();
    assert.equal(await page.getAttribute("html", "lang"), lang);
    assert.match(await page.getAttribute("html", "data-build"), /^[0-9a-f]{16}$/);
  }));
}

test("the stored language and theme stand before the first paint", withApp({ lang: "en" }, async (app) => {
  const page = await app.open();
  await page.evaluate(() => {
    localStorage.setItem("attain.language", '"zh-Hant"');
    localStorage.setItem("attain.theme", '"dark"');
  });
  // Without the app: what early.js alone does.
  await page.route("**/boot.js*", (route) => route.abort());
  app.expect(/boot\.js|ERR_FAILED/);
  await page.reload();
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hant");
  assert.equal(await page.getAttribute("html", "data-theme"), "dark");
}));

for (const [lang, button] of [["zh-Hant", "下載備份"], ["zh-Hans", "下载备份"], ["en", "Download backup"]]) {
  test(`a panic opens the crash screen, and the stored files can be saved, ${lang}`, withApp({ lang }, async (app) => {
    const page = await app.open();
    const id = "01890000-0000-7000-8000-0000000000ff";
    const head = 'attain head 1 2 00000000\n{"generation":1,"name":"North 北"}';
    await page.evaluate(async ({ id, head }) => {
      const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("attain", { create: true });
      const directory = await top.getDirectoryHandle(id, { create: true });
      for (const [name, text] of [["head-a", head], ["frame-0000000001", "frame"], ["stray", "x"]]) {
        const stream = await (await directory.getFileHandle(name, { create: true })).createWritable();
        await stream.write(text);
        await stream.close();
      }
      window.dispatchEvent(new CustomEvent("attain-crash", { detail: "panicked at <b>src</b>" }));
    }, { id, head });
    await page.locator("html[data-crashed]").waitFor();
    const choices = page.getByRole("button", { name: button });
    await choices.first().waitFor();
    const waiting = page.waitForEvent("download");
    // One workspace: the bare button; several: one button for each, by name.
    await (await choices.count() === 1 ? choices : choices.filter({ hasText: "North" })).click();
    const download = await waiting;
    assert.match(download.suggestedFilename(), /\.attain$/);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const [, length, crc] = /^attain backup 1 (\d+) ([0-9a-f]{8})\n/.exec(text);
    assert.notEqual(crc, "00000000");
    const json = Buffer.from(text.slice(text.indexOf("\n") + 1)).subarray(0, Number(length)).toString();
    assert.deepEqual(JSON.parse(json), { workspace: id, files: [["frame-0000000001", 5], ["head-a", Buffer.byteLength(head)]] });
    assert.ok(text.includes("}frameattain head 1"));
    assert.deepEqual(await app.axe(), []);
    await app.shot("crash");
  }));
}

test("a failed load opens the crash screen", withApp({ lang: "en" }, async (app) => {
  await app.page.route("**/*.wasm", (route) => route.abort());
  app.expect(/\.wasm|ERR_FAILED|preload/);
  await app.page.goto(app.server.url);
  await app.page.getByRole("heading", { name: "Attain could not start" }).waitFor();
}));

test("the policy stops what must not run", withApp({ lang: "en" }, async (app) => {
  const page = await app.open();
  app.expect(/./);
  const outcome = await page.evaluate(async () => {
    const blocked = async (act) => {
      try {
        await act();
        return false;
      } catch {
        return true;
      }
    };
    const inert = document.createElement("div");
    const markup = (text) => blocked(() => { inert.innerHTML = text; });
    return {
      "harmless markup passes": !(await markup('<form class="a"><a href="#/x">x</a><img src="icon.svg" alt=""></form>')),
      "script element": await markup("<script>window.hit=1</script>"),
      "event attribute": await markup('<img src="icon.svg" onerror="window.hit=1">'),
      "event attribute behind a slash": await markup('<svg/onload=window.hit=1>'),
      "javascript address": await markup('<a href="javascript:window.hit=1">x</a>'),
      "javascript address, coded": await markup('<a href="&#106;avascript:window.hit=1">x</a>'),
      "javascript address, tab": await markup('<a href="\tjavascript:window.hit=1">x</a>'),
      "javascript address, bare": await markup("<a href=javascript:window.hit=1>x</a>"),
      "foreign address": await markup('<img src="https://example.com/x.png">'),
      "protocol-relative address": await markup('<img src="//example.com/x.png">'),
      "frame": await markup("<iframe></iframe>"),
      // Later, because the debugger that runs this function is allowed to evaluate.
      "eval": await new Promise((resolve) => setTimeout(() => resolve(blocked(() => (0, eval)("1"))))),
      "fetch off the origin": await blocked(() => fetch("https://example.com/")),
      "worker off the origin": await blocked(() => new Worker("https://example.com/w.js")),
      "worker from a blob": await blocked(() => new Worker(URL.createObjectURL(new Blob([""])))),
      "worker outside the folder": await blocked(() => new Worker("/w.js")),
      "second policy": await blocked(() => trustedTypes.createPolicy("other", {})),
      "nothing ran": window.hit === undefined,
    };
  });
  assert.deepEqual(Object.entries(outcome).filter(([, held]) => !held), []);
}));
