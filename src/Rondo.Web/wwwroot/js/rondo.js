// Keys, cookies, theme, dialogs: what a server cannot do for a page.
const isTyping = (target) => target?.closest?.("input, textarea, select, [contenteditable]") !== null && target?.closest !== undefined;

export function start(page) {
  let waiting = 0;
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) {
      return;
    }
    const now = performance.now();
    if (waiting > now && /^[a-z]$/.test(event.key)) {
      waiting = 0;
      event.preventDefault();
      page.invokeMethodAsync("Go", event.key);
    } else if (event.key === "g") {
      waiting = now + 1500;
    } else if (event.key === "/" || event.key === "?") {
      event.preventDefault();
      page.invokeMethodAsync(event.key === "/" ? "OpenSearch" : "OpenHelp");
    }
  };
  document.addEventListener("keydown", onKey);
  document.documentElement.dataset.keys = "on";
  return {
    stop: () => {
      document.removeEventListener("keydown", onKey);
      delete document.documentElement.dataset.keys;
    },
  };
}

export function remember(name, value) {
  document.cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=31536000;samesite=lax`;
}

export function setTheme(value) {
  remember("rondo-theme", value);
  document.documentElement.dataset.theme = value;
  return isDark();
}

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

export function openDialog(element) {
  if (element && !element.open) {
    element.showModal();
  }
}

export function closeDialog(element) {
  element?.close();
}

export function printPage() {
  window.print();
}

export async function copyText(text) {
  await navigator.clipboard.writeText(text);
}

export function saveText(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
