/* The frame: menu on small screens, menus that close by themselves, theme without reloading.
   Everything here also works without this file, by links, forms and the browser's own details. */
"use strict";
{
  const YEAR_SECONDS = 31536000;
  const root = document.documentElement;

  const showScriptOnly = (scope) => {
    for (const element of scope.querySelectorAll("[data-needs-script]")) element.hidden = false;
  };

  const openRoomMenu = (toggle, panel, open) => {
    panel.toggleAttribute("data-open", open);
    toggle.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("a")?.focus();
  };

  const wireRoomMenu = () => {
    const toggle = document.querySelector("[data-menu-toggle]");
    const panel = document.querySelector("[data-menu-panel]");
    if (!toggle || !panel) return;
    toggle.setAttribute("role", "button");
    toggle.setAttribute("aria-controls", panel.id);
    toggle.setAttribute("aria-expanded", "false");
    toggle.addEventListener("click", (event) => {
      event.preventDefault();
      openRoomMenu(toggle, panel, !panel.hasAttribute("data-open"));
    });
    toggle.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      toggle.click();
    });
    const close = () => {
      openRoomMenu(toggle, panel, false);
      toggle.focus();
    };
    panel.querySelector("[data-menu-close]")?.addEventListener("click", (event) => {
      event.preventDefault();
      close();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && panel.hasAttribute("data-open")) close();
    });
  };

  const wireMenus = () => {
    document.addEventListener("click", (event) => {
      for (const menu of document.querySelectorAll("details[data-menu][open]")) {
        if (!menu.contains(event.target)) menu.open = false;
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const menu = document.querySelector("details[data-menu][open]");
      if (!menu) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  };

  const applyTheme = (theme) => {
    if (theme === "light" || theme === "dark") root.setAttribute("data-bs-theme", theme);
    else root.removeAttribute("data-bs-theme");
    for (const button of document.querySelectorAll("[data-theme-choice] button[name=theme]")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
  };

  const rememberTheme = (theme) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const age = theme === "auto" ? 0 : YEAR_SECONDS;
    document.cookie = `theme=${theme}; path=/; max-age=${age}; SameSite=Lax${secure}`;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      /* storage refused: the cookie is enough, other open windows follow at their next page */
    }
  };

  const wireTheme = () => {
    document.addEventListener("submit", (event) => {
      if (!event.target.matches("[data-theme-choice]") || !event.submitter) return;
      event.preventDefault();
      rememberTheme(event.submitter.value);
      applyTheme(event.submitter.value);
    });
    window.addEventListener("storage", (event) => {
      if (event.key === "theme" && event.newValue) applyTheme(event.newValue);
    });
  };

  const wireDialogs = () => {
    document.addEventListener("click", (event) => {
      const opener = event.target.closest("[data-open-dialog]");
      if (!opener) return;
      opener.closest("details[data-menu]")?.removeAttribute("open");
      document.getElementById(opener.dataset.openDialog)?.showModal();
    });
  };

  showScriptOnly(document);
  document.addEventListener("htmx:load", (event) => showScriptOnly(event.detail.elt));
  wireRoomMenu();
  wireMenus();
  wireTheme();
  wireDialogs();
}
