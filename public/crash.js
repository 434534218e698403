// The crash screen and its backup, without wasm: it copies stored files as docs/data-format.md says under "Backup file".
// Invariant: reads only; needs nothing of the app; text in three languages.

const WORDS = {
  "zh-Hant": {
    panic: "Attain 發生錯誤，已停止運作",
    load: "Attain 無法啟動",
    safe: "已儲存的資料仍在這個瀏覽器裡。請先下載備份，再重新載入頁面。",
    backup: "下載備份",
    reload: "重新載入",
    details: "錯誤內容",
    reading: "正在讀取已儲存的資料…",
    saved: (name, size) => `已下載 ${name}（${size}）。`,
    nothing: "這個瀏覽器裡沒有已儲存的資料。",
    failed: "無法讀取已儲存的資料：",
  },
  "zh-Hans": {
    panic: "Attain 出错了，已停止运行",
    load: "Attain 无法启动",
    safe: "已保存的数据仍在这个浏览器里。请先下载备份，再重新加载页面。",
    backup: "下载备份",
    reload: "重新加载",
    details: "错误详情",
    reading: "正在读取已保存的数据…",
    saved: (name, size) => `已下载 ${name}（${size}）。`,
    nothing: "这个浏览器里没有已保存的数据。",
    failed: "无法读取已保存的数据：",
  },
  en: {
    panic: "Attain has stopped after a fault",
    load: "Attain could not start",
    safe: "What was saved is still in this browser. Download a backup first, then reload the page.",
    backup: "Download backup",
    reload: "Reload",
    details: "What went wrong",
    reading: "Reading the stored data…",
    saved: (name, size) => `Downloaded ${name} (${size}).`,
    nothing: "Nothing is stored in this browser.",
    failed: "The stored data could not be read: ",
  },
};

const element = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

/** Puts the crash screen in place of everything on the page. `stage` is "panic" or "load". */
export async function show({ stage, message, build }) {
  const words = WORDS[document.documentElement.lang] || WORDS.en;
  const title = words[stage] || words.panic;
  const status = element("p", { role: "status", textContent: words.reading });
  const reload = element("button", { type: "button", textContent: words.reload });
  const actions = element("div", { className: "crash-actions" }, reload);
  const screen = element("main", { className: "crash" },
    element("h1", { textContent: title, tabIndex: -1 }),
    element("p", { textContent: words.safe }),
    actions,
    status,
    element("details", {},
      element("summary", { textContent: words.details }),
      element("pre", { textContent: `${message}\n\nbuild ${build}\n${navigator.userAgent}`, tabIndex: 0 })));
  document.title = `Attain – ${title}`;
  document.body.replaceChildren(screen);
  screen.querySelector("h1").focus();
  reload.addEventListener("click", () => location.reload());

  try {
    const workspaces = await inventory();
    status.textContent = workspaces.length === 0 ? words.nothing : "";
    for (const workspace of workspaces) {
      const label = workspaces.length === 1 ? words.backup : `${words.backup}: ${workspace.name}`;
      const button = element("button", { type: "button", textContent: label });
      button.addEventListener("click", () => {
        const file = `${workspace.name.replace(/[^\p{L}\p{N} _-]/gu, "_")}-${new Date().toISOString().slice(0, 10)}.attain`;
        const blob = backup(workspace);
        download(blob, file);
        status.textContent = words.saved(file, `${(blob.size / 1024).toFixed(1)} kB`);
      });
      reload.before(button);
    }
  } catch (error) {
    status.textContent = words.failed + error;
  }
}

function download(blob, name) {
  const url = URL.createObjectURL(blob);
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// ---- what is stored -------------------------------------------------------------------------------------------------

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FILE = /^(head-[ab]|snapshot-\d{10}|frame-\d{10}|log-\d{10}-\d{10}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(facts|names))$/;

/** All workspaces, `{ id, name, files: [[file name, Blob], …] }`: from the private files, else from the database. */
export async function inventory() {
  const found = new Map();
  for (const read of [databaseFiles, privateFiles]) {
    // A home that is missing or refuses leaves what the other one holds.
    for (const [id, files] of await read().catch(() => new Map())) found.set(id, files);
  }
  const workspaces = [];
  for (const [id, files] of found) {
    const sorted = files.sort(([left], [right]) => (left < right ? -1 : 1));
    workspaces.push({ id, files: sorted, name: await nameOf(sorted) || id });
  }
  return workspaces;
}

const keep = (found, id, name, part) => {
  if (!ID.test(id) || !FILE.test(name)) return;
  if (!found.has(id)) found.set(id, []);
  found.get(id).push([name, part]);
};

async function privateFiles() {
  const found = new Map();
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("attain");
  for await (const [id, directory] of top.entries()) {
    if (directory.kind !== "directory") continue;
    for await (const [name, file] of directory.entries()) {
      if (file.kind === "file") keep(found, id, name, await file.getFile());
    }
  }
  return found;
}

async function databaseFiles() {
  const found = new Map();
  // Opening a database that is not there would make one.
  if (indexedDB.databases && !(await indexedDB.databases()).some(({ name }) => name === "attain")) return found;
  const database = await settle(indexedDB.open("attain"));
  if (database.objectStoreNames.contains("files")) {
    const store = database.transaction("files").objectStore("files");
    const [keys, values] = await Promise.all([settle(store.getAllKeys()), settle(store.getAll())]);
    values.forEach((value, at) => {
      const [id, name] = String(keys[at]).split("/");
      keep(found, id, name, new Blob([value]));
    });
  }
  database.close();
  return found;
}

const settle = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** The workspace's name as its newest readable head tells it. */
async function nameOf(files) {
  let best = { generation: -1, name: "" };
  for (const [, part] of files.filter(([name]) => name.startsWith("head-"))) {
    try {
      const text = await part.text();
      const head = JSON.parse(text.slice(text.indexOf("\n") + 1));
      if (Number(head.generation) > best.generation) best = { generation: Number(head.generation), name: String(head.name || "") };
    } catch {
      // A damaged head has no say; its bytes are in the backup all the same.
    }
  }
  return best.name;
}

/** One backup file: the line, the index, then the files end to end. */
export function backup({ id, files }) {
  const index = JSON.stringify({ workspace: id, files: files.map(([name, part]) => [name, part.size]) });
  const sized = `backup 1 ${new TextEncoder().encode(index).length}`;
  const checksum = crc32(new TextEncoder().encode(`${sized}\n${index}`)).toString(16).padStart(8, "0");
  return new Blob([`attain ${sized} ${checksum}\n${index}`, ...files.map(([, part]) => part)], { type: "application/octet-stream" });
}

/** CRC-32 as in zip and PNG. */
export function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
