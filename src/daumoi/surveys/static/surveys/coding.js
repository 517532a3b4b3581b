/* Coding by keyboard: j and k move between texts (the shell does that), digits tick the groups of the text one
   stands on, Ctrl+Enter keeps them. Everything works by mouse and without this file as well. */
"use strict";
{
  const current = () =>
    document.activeElement?.closest("[data-coding]") ?? document.querySelector("[data-coding].is-here");

  const isTyping = (target) => target.matches("input:not([type=checkbox]), textarea, select, [contenteditable=true]");

  document.addEventListener("keydown", (event) => {
    const card = current();
    if (!card) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      card.querySelector("form").requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const box = card.querySelector(`input[data-key="${CSS.escape(event.key)}"]`);
    if (!box) return;
    event.preventDefault();
    box.checked = !box.checked;
    box.focus({ preventScroll: true });
  });
}
