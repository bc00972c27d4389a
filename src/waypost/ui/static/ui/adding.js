// Files and links that htmx sends as soon as they are chosen (`data-adds`), one after another.
// Nothing that was chosen is lost without a word: it is listed, it is refused, or it stays in its field.
"use strict";

const NOT_ADDED = {
  0: "Not added yet. Check your connection, then save to try again.",
  200: "You are signed out. Sign in in another tab, then save.",
  413: "Not added: it is larger than what can be sent at once. Add a smaller file.",
  500: "Not added yet: something went wrong here, not with you. Save to try again in a few minutes.",
};
const NOT_OURS = "Not added. Reload this page, then add it again.";
const TOO_LARGE = 413;

const whyNot = (status) => NOT_ADDED[status] || (status >= 500 ? NOT_ADDED[500] : NOT_OURS);

/* One field, with what was chosen in it: what waits for its turn, what is on its way, what got no answer. */

class AddingField {
  constructor(fields) {
    this.fields = fields;
    this.input = fields.querySelector("input");
    this.note = fields.querySelector("[data-not-added]");
    this.line = [];
    this.onItsWay = null;
    this.left = [];
    this.isTouched = false;
    this.isAnswered = false;
  }

  get says() {
    return this.note.hidden ? "" : this.note.textContent.trim();
  }

  say(text) {
    this.note.querySelector("p").textContent = text;
    this.note.hidden = !text;
  }

  // What is said of an earlier choice stays after the fields until the next one begins anew.
  leaveBeside(refusal) {
    refusal.removeAttribute("id");
    refusal.setAttribute("role", "alert");
    this.fields.after(refusal);
  }

  clear() {
    this.say("");
    while (this.fields.nextElementSibling?.matches(".wp-invalid")) this.fields.nextElementSibling.remove();
  }

  get isUnderWay() {
    return Boolean(this.onItsWay) || this.line.length > 0;
  }

  // Another choice in a field of files stands beside the first one; in a field of links it takes its place.
  choose() {
    const chosen = this.input.files ? [...this.left, ...this.input.files] : [this.input.value.trim()].filter(Boolean);
    this.isTouched = false;
    if (!chosen.length) return false;
    if (!this.isUnderWay) this.clear();
    this.left = [];
    this.line.push(chosen);
    this.fields.classList.add("htmx-request");
    return true;
  }

  send(formData) {
    this.onItsWay = this.line.shift();
    this.isAnswered = false;
    formData.delete(this.fields.id);
    for (const one of this.onItsWay) formData.append(this.fields.id, one);
  }

  // New fields from the server must not take the place of a choice that it has not seen.
  takes(answer) {
    const refusal = answer.querySelector(".wp-invalid:not([data-not-added])");
    refusal?.setAttribute("role", "alert");
    if (!this.isTouched && !this.line.length) return true;
    if (refusal) this.leaveBeside(refusal);
    return false;
  }

  kept() {
    this.onItsWay = null;
    this.say("");
  }

  putBack(status) {
    const back = this.onItsWay;
    this.onItsWay = null;
    this.say(whyNot(status));
    if (!this.input.files) this.nameLost(back[0]);
    else if (status === TOO_LARGE) this.show(this.line.flat());
    else if (this.line.length) this.line[0].unshift(...back);
    else this.show(this.left = back);
  }

  // A field of links holds one.
  nameLost(link) {
    if (this.input.value.trim() === link) return;
    const lost = this.note.cloneNode(true);
    lost.removeAttribute("data-not-added");
    lost.querySelector("p").textContent = `“${link}” is not added. Add it again.`;
    this.leaveBeside(lost);
  }

  show(files) {
    const list = new DataTransfer();
    for (const file of files) list.items.add(file);
    this.input.files = list.files;
  }
}

/* All fields of one form */

class Adding {
  constructor(form, onChange) {
    this.form = form;
    this.onChange = onChange;
    this.known = new WeakMap();
    this.isInTrouble = false;
    this.waiting = [];
    form.addEventListener("input", (event) => { if (this.of(event.target)) this.of(event.target).isTouched = true; });
    form.addEventListener("change", (event) => this.choose(event), { capture: true });
    form.addEventListener("htmx:configRequest", ({ detail }) => this.of(detail.elt)?.send(detail.formData));
    form.addEventListener("htmx:beforeSwap", ({ detail }) => this.beforeSwap(detail));
    form.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
      if (detail.target.matches("[data-adds]")) detail.shouldSwap = this.of(detail.target).takes(detail.fragment);
    });
    form.addEventListener("htmx:afterRequest", ({ detail }) => this.afterRequest(detail));
  }

  of(element) {
    const fields = element.closest("[data-adds]");
    if (fields && !this.known.has(fields)) this.known.set(fields, new AddingField(fields));
    return fields && this.known.get(fields);
  }

  get fields() {
    return Array.from(this.form.querySelectorAll("[data-adds]"), (fields) => this.of(fields));
  }

  get isUnderWay() {
    return this.fields.some((field) => field.isUnderWay);
  }

  get isUnfinished() {
    return this.fields.some((field) => field.isUnderWay || field.input.value);
  }

  get says() {
    return Array.from(new Set(this.fields.map((field) => field.says).filter(Boolean))).join(" ");
  }

  // Resolves once nothing is on its way: whether all of it was added.
  settled() {
    if (!this.isUnderWay) return true;
    this.isInTrouble = false;
    return new Promise((resolve) => { this.waiting.push(resolve); });
  }

  choose(event) {
    const field = this.of(event.target);
    if (!field) return;
    renewToken(this.form);
    if (!field.choose()) event.stopPropagation();
  }

  // Where the session ended, the answer is the page to sign in.
  beforeSwap(detail) {
    const field = this.of(detail.requestConfig.elt);
    if (!field) return;
    detail.shouldSwap = detail.shouldSwap && detail.serverResponse.includes(`id="${detail.target.id}"`);
    field.isAnswered = detail.shouldSwap;
  }

  // After a swap htmx tells this of a parent, since the fields that were sent are gone; `requestConfig` still knows them.
  afterRequest({ requestConfig, xhr }) {
    const field = this.of(requestConfig.elt);
    if (!field) return;
    if (field.isAnswered) field.kept();
    else field.putBack(xhr.status);
    if (!field.isAnswered || xhr.status >= 400) this.isInTrouble = true;
    this.onChange();
    if (!this.isUnderWay) for (const resolve of this.waiting.splice(0)) resolve(!this.isInTrouble);
  }
}
