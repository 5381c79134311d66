"use strict";
const D = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const GRAVE = new Set(["相矛盾", "不符", "照抄", "不可比"]);
/* A menu with more choices is no help; the search box finds them. */
const CHOICES = 500, STEP = 25, PRINTED = 1000;
const order = new Intl.Collator("zh-CN", { numeric: true });

const make = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in node) node[key] = value; else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
};
const shown = (value, kind) => {
  if (value === null || value === "") return kind === "number" || kind === "signed" ? "—" : "";
  if (typeof value !== "number") return String(value);
  const text = value.toLocaleString("zh-CN", { maximumFractionDigits: 4 });
  return kind === "signed" && value > 0 ? "+" + text : text;
};

/* ---- lists ---- */
const lists = {};
class List {
  constructor(box) {
    this.key = box.dataset.list;
    this.data = D.lists[this.key];
    this.box = box;
    this.limit = STEP;
    this.sort = null;
    this.chosen = { ...this.data.preset };
    this.words = "";
    if (!this.data.rows.length) {
      box.append(make("p", { className: "none", textContent: "没有。" }));
      return;
    }
    this.tools = box.appendChild(make("div", { className: "tools" }));
    this.selects = {};
    this.build();
    const wide = box.appendChild(make("div", { className: "wide" }));
    this.table = wide.appendChild(make("table", { className: "rows" }));
    this.more = box.appendChild(make("div", { className: "more" }));
    this.show();
  }
  build() {
    const search = make("input", { type: "search", placeholder: "查找文字…", "aria-label": "在“" + this.data.title + "”中查找" });
    search.addEventListener("input", () => { this.words = search.value.trim(); this.limit = STEP; this.show(); });
    this.search = search;
    this.tools.append(search);
    this.data.columns.forEach((column, at) => {
      if (!column.choose) return;
      const values = [...new Set(this.data.rows.map((row) => shown(row[at])))].sort(order.compare);
      if ((values.length < 2 && !this.chosen[column.key]) || values.length > CHOICES) return;
      const select = make("select", { "aria-label": column.name }, make("option", { value: "\u0000", textContent: column.name + "：全部" }));
      for (const value of values) select.append(make("option", { value, textContent: value || "（空）" }));
      if (values.includes(this.chosen[column.key])) select.value = this.chosen[column.key]; else delete this.chosen[column.key];
      select.addEventListener("change", () => {
        if (select.value === "\u0000") delete this.chosen[column.key]; else this.chosen[column.key] = select.value;
        this.limit = STEP;
        this.show();
      });
      this.selects[column.key] = select;
      this.tools.append(select);
    });
    this.sum = this.tools.appendChild(make("span", { className: "sum" }));
  }
  found() {
    const at = Object.fromEntries(this.data.columns.map((column, i) => [column.key, i]));
    const chosen = Object.entries(this.chosen);
    const indices = this.data.rows.map((_, i) => i).filter((i) => {
      const row = this.data.rows[i];
      return chosen.every(([key, value]) => shown(row[at[key]]) === value) &&
        (!this.words || this.data.ids[i] === this.words || row.some((value) => String(value ?? "").includes(this.words)));
    });
    if (this.sort) {
      const [column, turn] = this.sort;
      indices.sort((a, b) => {
        const x = this.data.rows[a][column], y = this.data.rows[b][column];
        if (x === null || y === null) return (x === null) - (y === null);
        return turn * (typeof x === "number" && typeof y === "number" ? x - y : order.compare(x, y));
      });
    }
    return indices;
  }
  show() {
    const indices = this.found();
    for (const [key, select] of Object.entries(this.selects)) select.classList.toggle("set", key in this.chosen);
    const rest = this.data.total - this.data.rows.length;
    /* What is searched for by words has no id; what is chosen by values has. */
    const id = ["q/" + this.key, ...Object.entries(this.chosen).map(([key, value]) => key + "=" + escaped(value))].join("/");
    this.sum.title = this.words ? "" : "证据编号 " + id;
    this.sum.textContent = `${indices.length.toLocaleString()} / ${this.data.rows.length.toLocaleString()} 条` +
      (rest > 0 ? `（另 ${rest.toLocaleString()} 条在 tables.xlsx${this.data.sheet ? "「" + this.data.sheet + "」表" : ""}）` : "");
    const head = make("tr");
    this.data.columns.forEach((column, at) => {
      const number = column.kind === "number" || column.kind === "signed";
      /* Not a button: browsers leave form controls out of the heads that they repeat on printed pages. */
      const cell = make("th", { scope: "col", className: number ? "n" : "", textContent: column.name, title: "排序", tabIndex: 0 });
      if (this.sort && this.sort[0] === at) cell.setAttribute("aria-sort", this.sort[1] > 0 ? "ascending" : "descending");
      const turn = () => {
        this.sort = this.sort && this.sort[0] === at ? (this.sort[1] > 0 ? [at, -1] : null) : [at, 1];
        this.show();
      };
      cell.addEventListener("click", turn);
      cell.addEventListener("keydown", (event) => { if (event.key === "Enter") turn(); });
      head.append(cell);
    });
    const body = make("tbody");
    for (const i of indices.slice(0, this.limit)) body.append(this.row(i));
    this.table.replaceChildren(make("thead", {}, head), body);
    this.more.replaceChildren();
    if (indices.length > this.limit) {
      const button = make("button", { type: "button", textContent: `再显示 ${Math.min(200, indices.length - this.limit)} 条` });
      button.addEventListener("click", () => { this.limit += 200; this.show(); });
      this.more.append(button);
    }
  }
  row(i) {
    const spans = this.data.spans[i].length;
    const line = make("tr", { className: spans ? "" : "dead", title: this.data.ids[i] });
    line.dataset.id = this.data.ids[i];
    this.data.columns.forEach((column, at) => {
      const number = column.kind === "number" || column.kind === "signed";
      const cell = make("td", { className: number ? "n" : column.kind + (GRAVE.has(this.data.rows[i][at]) ? " grave" : "") });
      const text = shown(this.data.rows[i][at], column.kind);
      if (column.kind === "words") cell.append(make("div", { className: "clip", textContent: text })); else cell.textContent = text;
      line.append(cell);
    });
    if (spans) {
      line.tabIndex = 0;
      const open = () => { location.hash = "r/" + this.data.ids[i]; };
      line.addEventListener("click", () => { if (!String(getSelection())) open(); });
      line.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
    }
    return line;
  }
}

/* ---- texts ---- */
const texts = new Map();
async function textOf(doc) {
  if (!texts.has(doc.doc_id)) {
    const bytes = Uint8Array.from(atob($("text-" + doc.doc_id).textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const text = await new Response(stream).text();
    /* Offsets count characters; a JavaScript string counts some rare ones twice. */
    texts.set(doc.doc_id, /[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
  }
  return texts.get(doc.doc_id);
}
const part = (text, start, end) => { const piece = text.slice(start, end); return typeof piece === "string" ? piece : piece.join(""); };

/* ---- panel ---- */
let steps = [], now = 0, before = null;
function open(rows, trail) {
  const seen = new Set();
  steps = rows.flatMap(([list, i]) => D.lists[list].spans[i].map((span) => ({ list, i, span })))
    .filter(({ span }) => { const key = span.slice(0, 3).join(); return !seen.has(key) && seen.add(key); });
  if (!steps.length) return false;
  if ($("panel").hidden) before = document.activeElement;
  now = 0;
  $("trail").textContent = trail;
  $("panel").hidden = false;
  document.body.classList.add("open");
  show();
  $("panel").focus({ preventScroll: true });
  return true;
}
function close() {
  $("panel").hidden = true;
  document.body.classList.remove("open");
  document.querySelectorAll("tr.now").forEach((row) => row.classList.remove("now"));
  history.replaceState(null, "", location.pathname + location.search);
  if (before && before.isConnected) before.focus({ preventScroll: true });
}
function move(by) {
  if (now + by < 0 || now + by >= steps.length) return;
  now += by;
  show();
}
async function show() {
  const step = steps[now], data = D.lists[step.list], doc = D.docs[step.span[0]];
  $("place").textContent = `${now + 1} / ${steps.length}`;
  $("back").disabled = now === 0;
  $("next").disabled = now === steps.length - 1;
  about(step, data, doc);
  document.querySelectorAll("tr.now").forEach((row) => row.classList.remove("now"));
  document.querySelectorAll(`tr[data-id="${CSS.escape(data.ids[step.i])}"]`).forEach((row) => row.classList.add("now"));
  const box = $("doc");
  if (!doc || !doc.packed) { box.replaceChildren(leftOut(step, doc)); return; }
  try {
    const text = await textOf(doc);
    if (steps[now] === step) paint(box, text, step);
  } catch (error) {
    box.replaceChildren(make("p", { className: "left", textContent: "这个浏览器打不开本页内的原文（" + error.message + "）。请用较新的浏览器，或看 documents.parquet 的 text 列。" }));
  }
}
function about(step, data, doc) {
  const [, start, end, label, where] = step.span;
  const head = make("h4", { textContent: doc ? doc.title || "（无标题）" : "（没有这篇文档）" });
  const facts = doc ? [doc.unit, doc.year && doc.year + " 年", doc.ocr ? "文字来自识别" : ""].filter(Boolean).join(" · ") : "";
  const file = doc ? doc.path + (doc.ordinal > 1 ? ` 第 ${doc.ordinal} 篇` : "") : "";
  const list = make("dl");
  const add = (name, value) => { if (value !== "") list.append(make("dt", { textContent: name }), make("dd", {}, value)); };
  add("位置", [label, where, end > start ? `第 ${start}–${end} 字` : ""].filter(Boolean).join(" · "));
  add("文件", file);
  const unit = data.columns.findIndex((column) => column.key === "unit");
  if (unit >= 0 && doc && data.rows[step.i][unit] !== doc.unit) add("单位", shown(data.rows[step.i][unit]));
  if (step.list !== "documents") {
    data.columns.forEach((column, at) => { if (!["unit", "year", "text", "certain"].includes(column.key)) add(column.name, shown(data.rows[step.i][at])); });
  }
  add("证据编号", make("code", { textContent: data.ids[step.i] }));
  $("about").replaceChildren(head, make("p", { textContent: facts }), list);
  $("about").scrollTop = 0;
}
function leftOut(step, doc) {
  const data = D.lists[step.list];
  const at = data.columns.findIndex((column) => ["text", "reason", "finding_text", "problem", "words", "passage"].includes(column.key));
  const why = doc && doc.cited ? "因篇幅未收这篇文档的全文" : "这篇文档没有被引用，未收全文";
  const note = make("div", { className: "left" }, `${why}。请打开原文件，或看 documents.parquet 中 ${doc ? doc.doc_id : ""} 的 text 列。`);
  if (at >= 0) note.append(make("q", { textContent: shown(data.rows[step.i][at]) }));
  return note;
}
function paint(box, text, step) {
  const doc = step.span[0];
  const spans = steps.filter((other) => other.span[0] === doc && other.span[2] > other.span[1])
    .map((other) => [other.span[1], other.span[2], other === step, other.i === step.i && other.list === step.list]);
  spans.sort((a, b) => a[0] - b[0] || b[2] - a[2]);
  const own = spans.find((span) => span[2]);
  const clear = spans.filter((span) => span[2] || !own || span[1] <= own[0] || span[0] >= own[1]);
  box.replaceChildren();
  let at = 0;
  for (const [start, end, current, same] of clear) {
    if (start < at) continue;
    box.append(part(text, at, start), make("mark", { className: current ? "now" : same ? "" : "far", textContent: part(text, start, end) }));
    at = end;
  }
  box.append(part(text, at, text.length));
  const mark = box.querySelector("mark.now");
  if (mark) box.scrollTop = mark.offsetTop - box.offsetTop - box.clientHeight * 0.3; else box.scrollTop = 0;
}

/* ---- addresses: #q/list/column=value/… and #r/row_id ---- */
const escaped = (value) => value.replaceAll("%", "%25").replaceAll("/", "%2F");
const unescaped = (value) => value.replaceAll("%2F", "/").replaceAll("%25", "%");
function asked(hash) {
  const [key, ...choices] = hash.split("/");
  const data = D.lists[key];
  if (!data) return;
  const chosen = Object.fromEntries(choices.map((choice) => { const at = choice.indexOf("="); return [choice.slice(0, at), unescaped(choice.slice(at + 1))]; }));
  const at = Object.fromEntries(data.columns.map((column, i) => [column.key, i]));
  const same = (row) => Object.entries(chosen).every(([name, value]) => (shown(row[at[name]]) || "不详") === value);
  const rows = data.rows.map((row, i) => [row, i]).filter(([row]) => same(row)).map(([, i]) => [key, i]);
  const trail = [data.title, ...Object.values(chosen)].join(" · ") + `：${rows.length.toLocaleString()} 条` +
    (data.total > data.rows.length ? "（本页所收的；全部见 tables.xlsx）" : "");
  const list = lists[key];
  if (list && list.table) {
    list.chosen = Object.fromEntries(Object.entries(chosen).filter(([name]) => name in list.selects));
    for (const [name, select] of Object.entries(list.selects)) select.value = name in list.chosen ? list.chosen[name] : "\u0000";
    list.words = list.search.value = "";
    list.limit = STEP;
    list.show();
  }
  if (!open(rows, trail)) show_section(list);
}
function show_section(list) {
  const details = list && list.box.closest("details");
  if (details) details.open = true;
  if (list) (list.box.closest("section > details") || list.box.closest("section")).scrollIntoView();
}
function row(id) {
  for (const [key, data] of Object.entries(D.lists)) {
    const i = data.ids.indexOf(id);
    if (i >= 0) { open([[key, i]], data.title); return; }
  }
}
function go() {
  const hash = decodeURIComponent(location.hash.slice(1).replace(/%(?=25|2F)/g, "%25"));
  if (hash.startsWith("q/")) asked(hash.slice(2)); else if (hash.startsWith("r/")) row(hash.slice(2));
}

/* ---- start ---- */
document.querySelectorAll("[data-list]").forEach((box) => { lists[box.dataset.list] = new List(box); });
$("back").addEventListener("click", () => move(-1));
$("next").addEventListener("click", () => move(1));
$("close").addEventListener("click", close);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#q/']");
  if (link && link.hash === location.hash) go();
});
document.addEventListener("keydown", (event) => {
  if ($("panel").hidden || ["INPUT", "SELECT"].includes(event.target.tagName)) return;
  if (event.key === "Escape") close();
  if (event.key === "ArrowRight" || event.key === "j") move(1);
  if (event.key === "ArrowLeft" || event.key === "k") move(-1);
});
$("tone").addEventListener("click", () => {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const tone = root.dataset.tone || (dark ? "dark" : "light");
  root.dataset.tone = tone === "dark" ? "light" : "dark";
});
addEventListener("beforeprint", () => Object.values(lists).forEach((list) => { if (list.table) { list.kept = list.limit; list.limit = PRINTED; list.show(); } }));
addEventListener("afterprint", () => Object.values(lists).forEach((list) => { if (list.table) { list.limit = list.kept; list.show(); } }));
addEventListener("hashchange", go);
const seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
  const link = document.querySelector(`nav a[href="#${entry.target.id}"]`);
  if (link) link.classList.toggle("here", entry.isIntersecting);
}), { rootMargin: "-10% 0px -80%" });
document.querySelectorAll("main > section").forEach((section) => seen.observe(section));
go();
