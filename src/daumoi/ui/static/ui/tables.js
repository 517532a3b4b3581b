/* Tables with data-columns="name": the reader chooses which columns to see, remembered on this machine.
   A heading that must stay carries data-fixed. Paste from a spreadsheet into a grid of inputs
   (data-paste-grid on the table) fills the cells from the one in focus. */
"use strict";
{
  const read = (key) => {
    try {
      return new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
    } catch {
      return new Set();
    }
  };
  const write = (key, hidden) => {
    try {
      localStorage.setItem(key, JSON.stringify([...hidden]));
    } catch {
      /* not remembered, still applied to this page */
    }
  };

  const headings = (table) => [...table.tHead.rows[table.tHead.rows.length - 1].cells];

  const apply = (table, hidden) => {
    headings(table).forEach((heading, index) => {
      const isHidden = hidden.has(heading.textContent.trim());
      for (const row of table.rows) {
        const isPlain = row.cells.length === headings(table).length;
        if (isPlain) row.cells[index].hidden = isHidden;
      }
    });
  };

  const offerColumns = (table) => {
    const template = document.getElementById("column-chooser");
    const place = document.querySelector(`[data-columns-for="${CSS.escape(table.dataset.columns)}"]`);
    if (!template || !place || !table.tHead) return;
    const key = `columns:${table.dataset.columns}`;
    const hidden = read(key);
    apply(table, hidden);
    if (place.childElementCount > 0) return;
    const chooser = template.content.cloneNode(true);
    const list = chooser.querySelector("ul");
    for (const heading of headings(table)) {
      const name = heading.textContent.trim();
      if (heading.hasAttribute("data-fixed") || !name) continue;
      const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: !hidden.has(name) });
      box.addEventListener("change", () => {
        if (box.checked) hidden.delete(name);
        else hidden.add(name);
        write(key, hidden);
        const shown = document.querySelector(`table[data-columns="${CSS.escape(table.dataset.columns)}"]`);
        if (shown) apply(shown, hidden);
      });
      const label = document.createElement("label");
      label.append(box, ` ${name}`);
      const item = document.createElement("li");
      item.append(label);
      list.append(item);
    }
    place.append(chooser);
  };

  const cellsBelow = (table, start) => {
    const row = start.closest("tr");
    const column = start.closest("td, th").cellIndex;
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    return (down, right) =>
      rows[rows.indexOf(row) + down]?.cells[column + right]?.querySelector("input:not([type=hidden]), textarea");
  };

  const fill = (input, text) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("paste", (event) => {
    const table = event.target.closest?.("table[data-paste-grid]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!table || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const at = cellsBelow(table, event.target);
    text.trimEnd().split(/\r?\n/).forEach((line, down) => {
      line.split("\t").forEach((value, right) => {
        const input = at(down, right);
        if (input && !input.readOnly && !input.disabled) fill(input, value.trim());
      });
    });
  });

  /* A table that fits needs no region of its own to scroll: its header can then follow the page. */
  const fit = (region) => {
    const isRoomy = region.firstElementChild.scrollWidth <= region.clientWidth + 1;
    region.classList.toggle("is-roomy", isRoomy);
    if (isRoomy) region.removeAttribute("tabindex");
    else region.tabIndex = 0;
  };
  const watcher = new ResizeObserver((entries) => {
    for (const entry of entries) fit(entry.target);
  });

  const prepare = (scope) => {
    for (const region of scope.querySelectorAll(".dm-table-scroll:not(.is-fixed), .dm-chart-drawing")) watcher.observe(region);
    for (const table of scope.querySelectorAll("table[data-columns]")) offerColumns(table);
  };
  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt.parentElement ?? document));
}
