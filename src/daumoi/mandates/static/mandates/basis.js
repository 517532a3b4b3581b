/* A cell of the matrix opens its basis in a dialog; without this file the link simply leads to the page. */
"use strict";
{
  const dialog = document.getElementById("basis");
  const content = document.getElementById("basis-content");
  let opener = null;

  if (dialog && content) {
    document.addEventListener("htmx:beforeRequest", (event) => {
      if (event.detail.target === content) opener = event.detail.elt;
    });

    document.addEventListener("htmx:afterSwap", (event) => {
      if (event.detail.target !== content) return;
      if (!dialog.open) dialog.showModal();
      document.getElementById("basis-title")?.focus();
    });

    /* The page behind the cell is still there when the piece cannot be fetched. */
    document.addEventListener("htmx:responseError", (event) => {
      if (event.detail.target === content && opener?.href) window.location.assign(opener.href);
    });

    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });

    dialog.addEventListener("close", () => {
      content.replaceChildren();
      opener?.focus();
    });
  }
}
