// Runs before the first paint: language, theme, and the one Trusted Types policy.
// Invariant: needs no network, stores nothing, and works when the browser refuses localStorage.
(() => {
  "use strict";
  const root = document.documentElement;

  /** A stored text. Values are JSON, as gloo-storage writes them; a bare word is taken as it is. */
  const stored = (key) => {
    try {
      const text = localStorage.getItem(key);
      if (text === null) return null;
      try {
        const value = JSON.parse(text);
        return typeof value === "string" ? value : null;
      } catch {
        return text;
      }
    } catch {
      return null;
    }
  };

  /** One of the three languages for a BCP 47 tag, or null. */
  const language = (tag) => {
    const lower = String(tag || "").toLowerCase();
    if (/^zh\b.*\b(hant|tw|hk|mo)\b/.test(lower)) return "zh-Hant";
    if (/^zh\b/.test(lower)) return "zh-Hans";
    if (/^en\b/.test(lower)) return "en";
    return null;
  };

  const wanted = [stored("attain.language"), ...(navigator.languages || [navigator.language])];
  root.lang = wanted.map(language).find(Boolean) || "en";

  const theme = stored("attain.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  // Leptos puts the static parts of its views through innerHTML on a template, and wasm starts workers by address.
  // So the default policy lets through markup that cannot run anything, and scripts of the own folder only.
  if (!window.trustedTypes) return;
  const runs = [
    /<\s*\/?\s*(script|iframe|frame|object|embed|base|meta|link|style|set|animate\w*|portal)\b/i,
    /[\s"'/]on\w+\s*=/i,
    /\b(srcdoc|formaction|action)\s*=/i,
    // An address is empty, a fragment, or relative; a scheme never is.
    /\b(href|src|data)\s*=(?!\s*(?:""|''|["']?(?:#|\.\/|\/?[\w-]+[./])))/i,
  ];
  window.trustedTypes.createPolicy("default", {
    createHTML: (markup) => {
      if (runs.some((pattern) => pattern.test(markup))) throw new TypeError("refused markup: " + markup.slice(0, 200));
      return markup;
    },
    createScriptURL: (address) => {
      const url = new URL(address, document.baseURI);
      const folder = new URL("./", document.baseURI);
      if (!/^https?:$/.test(url.protocol) || url.origin !== folder.origin || !url.pathname.startsWith(folder.pathname)) {
        throw new TypeError("refused script address: " + url.href);
      }
      return url.href;
    },
  });
})();
