// What pages do beyond links and forms. Every page works without this file.
// The contract of each `data-` attribute stands in ui/README.md.
"use strict";

const AUTOSAVE_EVERY_MS = 10000;
const UNDO_TICK_MS = 5000;

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

/* Words: says the same as ui/words.py. */

function sayWords(area) {
  const shown = document.getElementById(`${area.id}_count`);
  if (!shown) return;
  const count = area.value.split(/\s+/).filter(Boolean).length;
  const maximum = Number(area.dataset.wordsMaximum);
  const over = maximum ? Math.max(count - maximum, 0) : 0;
  shown.textContent = `${count} ${area.dataset.words}${over ? `: ${over} over` : ""}`;
  shown.toggleAttribute("data-over", over > 0);
}

/* Time: minutes that are left. */

function tickUndo(form) {
  const minutes = Math.ceil((new Date(form.dataset.undoUntil) - Date.now()) / 60000);
  const left = form.querySelector("[data-undo-left]");
  if (minutes > 0) {
    const says = `You can undo this for ${minutes} more minute${minutes === 1 ? "" : "s"}.`;
    if (left.textContent !== says) left.textContent = says;
  } else {
    left.textContent = "The time to undo this is over.";
    form.querySelector("button").hidden = true;
  }
}

/* Dialogs: the link leads to a page of its own where there is no script. */

function openDialog(event) {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
}

/* Autosave */

// Whoever signed in again in another tab got a new token there; the one in this page counts no longer.
function renewToken(form) {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token) form.elements.namedItem("csrfmiddlewaretoken").value = token[1];
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.key = `waypost:${this.url}`;
    this.status = form.querySelector("[data-saved]");
    this.isDirty = false;
    this.isStopped = false;
    this.running = null;
    this.isAskedAgain = false;
    this.shown = {};
    this.said = "";
    this.isSaved = false;
    this.adding = new Adding(form, () => this.showStatus());
    form.addEventListener("input", (event) => { if (!event.target.closest("[data-adds]")) this.isDirty = true; });
    form.addEventListener("change", () => this.save());
    form.addEventListener("submit", (event) => this.beforeSending(event));
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.isStopped = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(); });
    setInterval(() => this.save(), AUTOSAVE_EVERY_MS);
    this.restore();
  }

  get version() {
    return this.form.elements.namedItem("version");
  }

  // Files and links go their own way (`data-adds`).
  fields() {
    const data = new FormData(this.form);
    for (const input of all("[data-adds] input, input[type=file]", this.form)) data.delete(input.name);
    return data;
  }

  say(text, { isSaved = false } = {}) {
    this.said = text;
    this.isSaved = isSaved;
    this.showStatus();
  }

  showStatus() {
    const said = this.isSaved && this.adding.isUnfinished ? `${this.said}, but for what you are adding` : this.said;
    const says = [said, this.adding.says].filter(Boolean).join(this.isSaved ? ". " : " ");
    if (!this.status || this.status.textContent === says) return;
    this.status.textContent = says;
    this.status.classList.toggle("wp-is-not-saved", !this.isSaved || Boolean(this.adding.says));
  }

  async save() {
    this.isAskedAgain = Boolean(this.running);
    if (this.running || this.isStopped || !this.isDirty) return;
    this.isDirty = false;
    renewToken(this.form);
    const data = this.fields();
    this.running = this.send(data);
    await this.running;
    this.running = null;
    if (this.isAskedAgain) this.save();
  }

  async send(data) {
    try {
      const token = data.get("csrfmiddlewaretoken");
      const answer = await fetch(this.url, {
        method: "POST", body: data, keepalive: true, redirect: "error", headers: { "X-CSRFToken": token },
      });
      if (answer.status === 409) this.showConflict(await answer.text());
      else if (answer.ok) this.saved(await answer.json());
      else this.keep(data);
    } catch {
      this.keep(data);
    }
  }

  // The button's click leaves a field, so a save or an addition may run; sending waits for both, carries the version
  // that the save made, and stays where something could not be added.
  beforeSending(event) {
    if (this.running || this.adding.isUnderWay) {
      event.preventDefault();
      event.stopPropagation();
      const wasStopped = this.isStopped;
      Promise.all([this.adding.settled(), this.running]).then(([isAdded]) => {
        if (isAdded && this.isStopped === wasStopped) this.form.requestSubmit(event.submitter);
      });
      return;
    }
    renewToken(this.form);
    this.store(this.fields(), { isSent: true });
    this.isDirty = false;
    this.isStopped = true;
  }

  saved(answer) {
    if (this.version && answer.version !== undefined) this.version.value = answer.version;
    this.show(answer.shows || {});
    this.forget();
    for (const earlier of all("[data-was-saved]", this.form)) earlier.remove();
    this.say(`Saved at ${answer.saved_at}`, { isSaved: true });
  }

  // Only what changed, so that a screen reader hears a status once.
  show(fragments) {
    for (const [id, html] of Object.entries(fragments)) {
      const place = document.getElementById(id);
      if (place && this.shown[id] !== html) place.innerHTML = html;
      this.shown[id] = html;
    }
  }

  store(data, { isSent }) {
    data.delete("csrfmiddlewaretoken");
    sessionStorage.setItem(this.key, JSON.stringify({ isSent, fields: Array.from(data) }));
  }

  keep(data) {
    this.isDirty = true;
    this.store(data, { isSent: false });
    this.say("Not saved yet. Your text is kept here, and we will try again.");
  }

  forget() {
    sessionStorage.removeItem(this.key);
  }

  restore() {
    const kept = JSON.parse(sessionStorage.getItem(this.key));
    if (!kept) return;
    if (this.showsAlready(kept.fields) || (kept.isSent && this.gotThrough(kept.fields))) {
      this.forget();
      return;
    }
    for (const [name, value] of kept.fields) this.fill(name, value);
    this.isDirty = true;
    this.say("We brought back text that had not been saved.");
    this.save();
  }

  // A save while leaving may get through though nobody was left to hear it.
  showsAlready(fields) {
    const shown = this.fields();
    return fields.every(([name, value]) => name === "version" || shown.get(name) === value);
  }

  // What was sent moved the version on; the same version means that the page never reached us.
  gotThrough(fields) {
    return !this.version || Object.fromEntries(fields).version !== this.version.value;
  }

  fill(name, value) {
    const field = this.form.elements.namedItem(name);
    if (!field) return;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
    if (field.dataset && field.dataset.words !== undefined) sayWords(field);
  }

  showConflict(fragment) {
    this.isStopped = true;
    this.isDirty = true;
    const place = this.form.querySelector("[data-conflict]") || this.form;
    place.insertAdjacentHTML("afterbegin", fragment);
    const conflict = place.querySelector("[data-current-version]");
    if (this.version) this.version.value = conflict.dataset.currentVersion;
    this.say("Not saved: compare both texts first.");
    conflict.querySelector("h2").focus();
  }
}

/* Leaving with unsaved changes, and sending twice */

const autosaves = new Map();
const changed = new Set();
let isLeavingByForm = false;

function warnBeforeLeaving(event) {
  const waits = Array.from(autosaves.values()).some((autosave) => autosave.isDirty || autosave.adding.isUnfinished);
  if (!isLeavingByForm && (waits || changed.size)) event.preventDefault();
}

function onSubmit(event) {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.isSent) {
    event.preventDefault();
    return;
  }
  form.dataset.isSent = "yes";
  isLeavingByForm = true;
  for (const button of all("button", form)) button.setAttribute("aria-disabled", "true");
}

// On Back a browser may ask for the page again and put in what was typed, but not the token that it was sent with. Its
// place in the history keeps that, so that the page saves nothing twice; the skip link makes another place of it.
// Whoever opens the address anew, or reloads it, begins another page.
function keepToken(token) {
  history.replaceState({ ...history.state, once: token.value }, "");
}

function bringBackToken(token) {
  const [opened] = performance.getEntriesByType("navigation");
  if (opened?.type === "back_forward" && history.state?.once) token.value = history.state.once;
  keepToken(token);
}

function onReturn() {
  isLeavingByForm = false;
  for (const form of all("form[data-is-sent]")) {
    delete form.dataset.isSent;
    for (const button of all("button", form)) button.removeAttribute("aria-disabled");
  }
}

/* Start */

function prepare(root) {
  all("textarea[data-words]", root).forEach(sayWords);
  all("form[data-undo-until]", root).forEach((form) => {
    tickUndo(form);
    setInterval(() => tickUndo(form), UNDO_TICK_MS);
  });
  all("form[data-autosave]", root).forEach((form) => autosaves.set(form, new Autosave(form)));
}

document.addEventListener("click", openDialog);
document.addEventListener("submit", onSubmit);
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches("textarea[data-words]")) sayWords(field);
  if (field.form && field.form.matches("[data-guard]:not([data-autosave])")) changed.add(field.form);
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.wp-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) prepare(event.target); });
window.addEventListener("beforeunload", warnBeforeLeaving);
window.addEventListener("pageshow", onReturn);
window.addEventListener("hashchange", () => all("input[name=once]").forEach(keepToken));

prepare(document);
all("input[name=once]").forEach(bringBackToken);
document.getElementById("error-summary")?.focus();
