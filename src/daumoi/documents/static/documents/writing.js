/* The page of drafting: a warning before unsaved words are left, and figures put where the cursor was.
   Everything else works by the form itself. */
"use strict";
{
  const form = document.querySelector("form[data-unsaved]");
  let isDirty = form?.hasAttribute("data-dirty") ?? false;
  let place = null;

  const insert = (area, words) => {
    area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
    area.focus();
    isDirty = true;
  };

  if (form) {
    form.addEventListener("input", () => {
      isDirty = true;
    });
    form.addEventListener("submit", () => {
      isDirty = false;
    });
    form.addEventListener("focusin", (event) => {
      if (event.target.matches("textarea[data-figures]")) place = event.target;
    });
    window.addEventListener("beforeunload", (event) => {
      if (isDirty) event.preventDefault();
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-insert]");
      const area = place ?? form.querySelector("textarea[data-figures]");
      if (!button || !area) return;
      insert(area, button.dataset.insert);
      const announcer = document.getElementById("announcer");
      if (announcer) announcer.textContent = `${form.dataset.wordsInsert} ${button.dataset.insert}`;
    });
  }
}
