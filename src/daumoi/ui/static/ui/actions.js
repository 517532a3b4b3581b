/* Small courtesies: ask before what cannot be undone, copy a code, go to the first mistake, say what changed. */
"use strict";
{
  const announce = (text) => {
    const place = document.getElementById("announcer");
    if (!place || !text) return;
    place.textContent = "";
    window.setTimeout(() => {
      place.textContent = text;
    }, 50);
  };

  /* data-confirm="question" and data-confirm-verb="Thu hồi" on the button that submits. */
  const ask = (button, proceed) => {
    const dialog = document.getElementById("confirmation");
    const verb = dialog.querySelector("[data-confirmation-verb]");
    dialog.querySelector("[data-confirmation-text]").textContent = button.dataset.confirm;
    verb.textContent = button.dataset.confirmVerb || verb.dataset.defaultVerb;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => dialog.returnValue === "go" && proceed(), { once: true });
    dialog.showModal();
  };

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("button[data-confirm], a[data-confirm]");
      if (!button || button.dataset.confirmed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(button, () => {
        button.dataset.confirmed = "yes";
        button.click();
        delete button.dataset.confirmed;
      });
    },
    true,
  );

  /* data-copy="#id" copies the text of that element; data-copied says so afterwards. */
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.querySelector(button.dataset.copy);
    if (!source) return;
    try {
      await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
      announce(button.dataset.copied);
      const words = button.querySelector("[data-copy-words]") ?? button;
      const before = words.textContent;
      words.textContent = button.dataset.copied;
      window.setTimeout(() => {
        words.textContent = before;
      }, 2000);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
  });

  const focusFirst = (scope) => scope.querySelector("[data-focus]")?.focus();
  focusFirst(document);
  document.addEventListener("htmx:load", (event) => {
    focusFirst(event.detail.elt);
    announce(event.detail.elt.dataset?.announce);
  });
}
