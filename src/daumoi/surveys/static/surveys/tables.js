/* In tables of answers: Enter goes down a column (Shift+Enter up) as in a spreadsheet; Tab stays as the browser
   has it. A block pasted over the end of an open table goes to the box that adds rows. */
"use strict";
{
  const control = (row, index) =>
    row?.cells[index]?.querySelector("input[type=text], select, input[type=checkbox], textarea");

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("table.sv-fill td");
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!cell || !event.target.matches("input[type=text], select")) return;
    event.preventDefault();
    let row = cell.parentElement;
    do {
      row = event.shiftKey ? row.previousElementSibling : row.nextElementSibling;
      const next = control(row, cell.cellIndex);
      if (next) {
        next.focus();
        next.select?.();
        return;
      }
    } while (row);
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.addEventListener(
    "paste",
    (event) => {
      const table = event.target.closest?.("table[data-roster]");
      const text = event.clipboardData?.getData("text/plain").trimEnd() ?? "";
      const lines = text.split(/\r?\n/);
      if (!table || lines.length < 2) return;
      const rows = [...table.tBodies[0].rows];
      const below = rows.length - rows.indexOf(event.target.closest("tr"));
      const box = document.getElementById(`dan-${table.dataset.roster}`);
      if (lines.length <= below || !box) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      box.closest("details").open = true;
      box.value = text;
      box.focus();
    },
    true,
  );
}
