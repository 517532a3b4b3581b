/* Single keys: / search, j k rows, d date, g + letter rooms, ? help. They rest while someone types, and can
   be switched off for good in the help dialog. */
"use strict";
{
  const SWITCH = "shortcuts";
  const GO_PATIENCE_MS = 1200;
  let goUntil = 0;

  const stored = () => {
    try {
      return localStorage.getItem(SWITCH);
    } catch {
      return null;
    }
  };
  const isOn = () => stored() !== "off";

  const isTyping = (target) =>
    target.closest("input, textarea, select, [contenteditable=true], dialog[open]") !== null;

  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

  const step = (by) => {
    const all = rows();
    if (all.length === 0) return;
    const here = all.findIndex((row) => row.classList.contains("is-here"));
    const next = here === -1 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by));
    if (here !== -1) all[here].classList.remove("is-here");
    const row = all[next];
    row.classList.add("is-here");
    const place = row.querySelector("a, button") ?? row;
    if (place === row) row.tabIndex = -1;
    place.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  const go = (letter) => {
    const link = document.querySelector(`.shell-nav a[data-shortcut="${CSS.escape(letter)}"]`);
    if (link) location.assign(link.href);
    return link !== null;
  };

  const openDate = () => {
    const menu = document.querySelector(".shell-as-of");
    if (!menu) return;
    menu.open = true;
    menu.querySelector("input[type=date]")?.focus();
  };

  const KEYS = {
    "/": () => document.querySelector("[data-search]")?.focus(),
    "?": () => document.getElementById("shortcuts")?.showModal(),
    j: () => step(1),
    k: () => step(-1),
    d: openDate,
    g: () => {
      goUntil = Date.now() + GO_PATIENCE_MS;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !isOn() || isTyping(event.target)) return;
    if (Date.now() < goUntil && event.key !== "g") {
      goUntil = 0;
      if (go(event.key.toLowerCase())) {
        event.preventDefault();
        return;
      }
    }
    const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  const box = document.querySelector("[data-shortcuts-switch]");
  if (box) {
    box.checked = isOn();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(SWITCH, box.checked ? "on" : "off");
      } catch {
        box.checked = true;
      }
    });
  }
}
