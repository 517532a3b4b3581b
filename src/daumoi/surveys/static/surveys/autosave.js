/* Each answer saves itself when its control is left. The server judges; the pieces it sends back replace those of
   the same id on the page. One request at a time, in the order of typing; what could not be sent waits and is
   sent again. Without this script the form is saved as a whole. */
"use strict";
{
  const form = document.querySelector("form[data-autosave]");
  const RETRY_MS = 5000;
  const waiting = new Map();
  const sent = new Map();
  let isBusy = false;
  let retry = 0;

  const say = (words, tone = "") => {
    const place = document.getElementById("sv-state");
    if (!place) return;
    const text = document.createElement("span");
    if (tone) text.className = tone;
    text.textContent = words;
    place.replaceChildren(text);
  };

  const nameOf = (control) => control.name.replace(/^(value|absent):/, "");

  const controlsOf = (name) =>
    [...form.elements].filter((one) => one.name === `value:${name}` || one.name === `absent:${name}`);

  const held = (name) =>
    controlsOf(name)
      .filter((one) => (one.type !== "checkbox" && one.type !== "radio") || one.checked)
      .map((one) => [one.name, one.value]);

  /* A value and “chưa có số liệu” exclude each other: the last one given counts. */
  const exclude = (control) => {
    const others = controlsOf(nameOf(control)).filter((one) => one !== control);
    if ("absent" in control.dataset) {
      if (!control.checked) return;
      for (const one of others) {
        if (one.type === "checkbox") one.checked = false;
        else one.value = "";
      }
    } else if (control.type === "checkbox" ? control.checked : control.value.trim()) {
      for (const one of others) if ("absent" in one.dataset) one.checked = false;
    }
  };

  const isDirty = (name) => waiting.has(name) || sent.has(name);

  const body = (name, extra) => {
    const data = new URLSearchParams([["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]]);
    data.append("shape", document.getElementById("sv-body").dataset.shape);
    if (name.startsWith("explain:")) {
      data.append(name, form.elements[name]?.value ?? "");
    } else {
      data.append(`seen:${name}`, form.elements[`seen:${name}`]?.value ?? "0:");
      for (const [field, value] of held(name)) data.append(field, value);
    }
    for (const [field, value] of extra) data.append(field, value);
    return data;
  };

  /* Typed but unsent text survives when the whole body is replaced. */
  const rescue = () => {
    const kept = new Map([...waiting.keys()].filter((name) => !name.startsWith("explain:")).map((name) => [name, held(name)]));
    const explained = [...form.querySelectorAll("[data-explain]")].map((one) => [one.id, one.value]);
    return () => {
      for (const [name, values] of kept) {
        for (const one of controlsOf(name)) {
          const given = values.filter(([field]) => field === one.name).map(([, value]) => value);
          if (one.type === "checkbox" || one.type === "radio") one.checked = given.includes(one.value);
          else if (given.length > 0) one.value = given[0];
        }
      }
      for (const [id, value] of explained) {
        const one = document.getElementById(id);
        if (one && value.trim() && !one.value.trim()) one.value = value;
      }
    };
  };

  const isInUse = (part) => part.contains(document.activeElement) && document.activeElement.matches("textarea, input[type=text]");

  const place = (html) => {
    const box = document.createElement("template");
    box.innerHTML = html;
    const focus = document.activeElement?.id;
    const restore = rescue();
    for (const part of [...box.content.children]) {
      const here = part.id && document.getElementById(part.id);
      if (!here || (part.id !== "sv-body" && here.outerHTML === part.outerHTML)) continue;
      if (part.id.startsWith("checks-") && isInUse(here)) continue;
      here.replaceWith(part);
      part.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: part } }));
    }
    restore();
    const again = focus && document.getElementById(focus);
    if (again && again !== document.activeElement) again.focus({ preventScroll: true });
  };

  /* Which controls are wrong: those whose text was refused, and those that a check which must hold points to. */
  const markWrong = () => {
    const wrong = new Set([...form.querySelectorAll(".sv-check.is-hard a")].map((link) => link.hash.slice(1)));
    for (const note of form.querySelectorAll(".sv-note")) {
      const id = note.id.replace(/^ghi-chu-/, "");
      const control = document.getElementById(id);
      const isRefused = "wrong" in note.dataset || "clash" in note.dataset;
      note.closest("[data-answer]")?.classList.toggle("has-mistake", isRefused);
      if (!control?.matches(".form-control, .form-select")) continue;
      const isWrong = "wrong" in note.dataset || wrong.has(id);
      control.classList.toggle("is-invalid", isWrong);
      if (isWrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      if (!note.querySelector(".sv-prefill")) control.closest(".dm-prefilled")?.classList.remove("dm-prefilled");
    }
  };

  /* The value as the server understood it (“1234” becomes “1.234”), unless somebody types in it again. */
  const echo = (name) => {
    if (isDirty(name)) return;
    const note = document.getElementById(`ghi-chu-o-${name.replaceAll(".", "--").replace(":", "-")}`);
    const [control] = controlsOf(name);
    if (!note || !("control" in note.dataset) || control?.type !== "text" || control === document.activeElement) return;
    control.value = note.dataset.control;
    control.classList.toggle("is-absent", "absent" in note.dataset);
  };

  const next = async () => {
    if (isBusy || waiting.size === 0) return;
    isBusy = true;
    const [name, extra] = waiting.entries().next().value;
    const data = body(name, extra);
    waiting.delete(name);
    sent.set(name, extra);
    say(form.dataset.wordsSaving);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: data,
        headers: { "HX-Request": "true" },
        credentials: "same-origin",
      });
      if (![200, 409, 422].includes(answer.status) || answer.redirected) throw new Error(String(answer.status));
      const html = await answer.text();
      if (!html.includes("sv-task")) throw new Error("refused");
      sent.delete(name);
      place(html);
      markWrong();
      if (answer.status === 200 && !name.startsWith("explain:")) echo(name);
      if (answer.status === 409) say(form.dataset.wordsClash, "sv-unsaved");
      if (answer.status === 422) say(form.dataset.wordsWrong, "sv-unsaved");
    } catch {
      sent.delete(name);
      if (!waiting.has(name)) waiting.set(name, extra);
      say(form.dataset.wordsFailed, "sv-unsaved");
      window.clearTimeout(retry);
      retry = window.setTimeout(next, RETRY_MS);
      isBusy = false;
      return;
    }
    isBusy = false;
    next();
  };

  const save = (name, extra = []) => {
    waiting.delete(name);
    waiting.set(name, extra);
    next();
  };

  if (form) {
    form.addEventListener("change", (event) => {
      const control = event.target;
      if ("explain" in control.dataset) save(control.name);
      else if (/^(value|absent):/.test(control.name)) {
        exclude(control);
        save(nameOf(control));
      }
    });
    form.addEventListener("input", (event) => {
      if (/^value:/.test(event.target.name) && event.target.type === "text") exclude(event.target);
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest('button[name="keep"]');
      if (!button) return;
      event.preventDefault();
      save(button.value.slice(button.value.indexOf(":") + 1), [["keep", button.value]]);
    });
    form.addEventListener("submit", () => waiting.clear());
    window.addEventListener("beforeunload", (event) => {
      if (waiting.size > 0 || sent.size > 0) event.preventDefault();
    });
    window.addEventListener("online", next);
  }
}
