"use strict";
// The page has all notes and Anki's templates; a card is set when it is looked at.

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const cards = data.notes.flatMap((note, index) => note.cards.map((ordinal) => ({ note, index, ordinal })));
const ROW = 52;
let shown = cards;
let at = 0;
let flipped = false;
let typed = "";
let line = null;

// --- Anki's templates -------------------------------------------------------------------------

function escaped(text) {
  // As Anki writes an attribute: every Latin-1 character that is neither letter nor digit is encoded.
  const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const encode = (c) => named[c] || `&#x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")};`;
  return text.replace(/[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7]/g, encode);
}

const isEmpty = (value) => !value || !value.replace(/<\/?(?:br|div|p)\s*\/?>/gi, "").trim();

function sections(template, fields) {
  const pattern = /\{\{([#^])([^{}]+)\}\}((?:(?!\{\{[#^]\2\}\})[\s\S])*?)\{\{\/\2\}\}/;
  for (let match; (match = pattern.exec(template)); ) {
    const keep = (match[1] === "#") !== isEmpty(fields[match[2]]);
    template = template.slice(0, match.index) + (keep ? match[3] : "") + template.slice(match.index + match[0].length);
  }
  return template;
}

function mask(ordinal, number, text, isAnswer) {
  const parts = text.split(":").slice(1);
  const values = parts.slice(1).map((part) => part.split("="));
  const kind = Number(number) === ordinal + 1 ? (isAnswer ? "cloze-highlight" : "cloze") : "cloze-inactive";
  const attributes = values.map(([name, value]) => `data-${name === "oi" ? "occludeInactive" : name}="${value}" `);
  return `<div class="${kind}" data-ordinal="${number}" data-shape="${parts[0]}" ${attributes.join("")}></div>`;
}

function cloze(text, ordinal, isAnswer) {
  return text.replace(/\{\{c(\d+)::([\s\S]*?)\}\}/g, (_, number, inside) => {
    if (inside.startsWith("image-occlusion:")) return mask(ordinal, number, inside, isAnswer);
    const [answer, hint] = inside.split("::");
    if (Number(number) !== ordinal + 1) return `<span class="cloze-inactive" data-ordinal="${number}">${answer}</span>`;
    if (isAnswer) return `<span class="cloze" data-ordinal="${number}">${answer}</span>`;
    return `<span class="cloze" data-cloze="${escaped(answer)}" data-ordinal="${number}">[${hint || "..."}]</span>`;
  });
}

const field = (card, name) => card.note.fields[data.types[card.note.kind].fields.indexOf(name)];

function side(card, isAnswer) {
  const type = data.types[card.note.kind];
  const template = type.templates[type.kind === "basic" ? card.ordinal : 0][isAnswer ? 1 : 0];
  const fields = Object.fromEntries(type.fields.map((name, i) => [name, card.note.fields[i]]));
  return sections(template, fields).replace(/\{\{([^{}]+)\}\}/g, (_, tag) => {
    const name = tag.slice(tag.lastIndexOf(":") + 1);
    if (tag.startsWith("cloze:")) return cloze(fields[name], card.ordinal, isAnswer);
    if (tag.startsWith("type:")) return `[[type:${name}]]`;
    if (tag.startsWith("tts ")) return `[anki:tts lang=${tag.split(" ")[1]}]${fields[name]}[/anki:tts]`;
    return fields[name];
  });
}

// --- a card on the screen ---------------------------------------------------------------------

// What Anki brings along itself.
const INPUT = '<input type="text" id="typeans" aria-label="type the answer" autocomplete="off">';
const PLAY = '<button type="button" class="replay-button" aria-label="read aloud"><svg viewBox="0 0 64 64" aria-hidden="true">' +
  '<circle cx="32" cy="32" r="29"/><path d="M56.502,32.301l-37.502,20.101l0.329,-40.804l37.173,20.703Z"/></svg></button>';
const LOOK = `
  code#typeans { display: block; line-height: 1.75; white-space: pre-wrap; }
  .typeGood, .typeBad, .typeMissed { color: #000; background: #afa; }
  .typeBad { background: #faa; }
  .typeMissed { background: #ccc; }
  .replay-button { padding: 0; border: 0; background: none; }
  .replay-button svg { width: 40px; height: 40px; }
  .replay-button circle { fill: #fff; stroke: #414141; }
  .replay-button path { fill: #414141; }
  .card { min-height: 26rem; }
  .tex { padding: .1em .35em; border: 1px dashed var(--line); border-radius: .25em; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85em; font-weight: 400; }
  .tex.display { display: block; margin: .4em 0; text-align: center; }
`;

function face(host, card, isAnswer) {
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  const speeches = [];
  const html = side(card, isAnswer)
    .replace(/<script>[\s\S]*?<\/script>/g, "")
    .replace(/\[\[type:([^\]]*)\]\]/g, (_, name) => isAnswer ? compared(plain(field(card, name)), typed) : INPUT)
    .replace(/\[anki:tts lang=(\w+)\]([\s\S]*?)\[\/anki:tts\]/g, (_, lang, text) => speeches.push([lang.replace("_", "-"), plain(text)]) && PLAY)
    .replace(/\[sound:([^\]]+)\]/g, (_, name) => `<audio controls src="${data.media[name] || ""}"></audio>`)
    .replace(/(<img[^>]*\ssrc=")([^"]+)"/g, (_, start, name) => `${start}${data.media[name] || ""}"`);
  const night = $("dark").checked ? " nightMode" : "";
  root.innerHTML = `<style>${data.types[card.note.kind].css}${LOOK}</style><div class="card${night}">${html}</div>`;
  const input = root.querySelector("input");
  if (input) answering(input, card);
  root.querySelectorAll(".replay-button").forEach((button, i) => speaking(button, ...speeches[i]));
  for (const text of texts(root.querySelector(".card"))) formulas(text);
  const box = root.querySelector("#image-occlusion-container");
  if (box) occlude(root, box, isAnswer);
}

function answering(input, card) {
  input.value = typed;
  input.oninput = () => {
    typed = input.value;
    if ($("both").checked) face($("back"), card, true);
  };
  input.onkeydown = (event) => { if (event.key === "Enter" && !$("both").checked) flip(); };
}

function speaking(button, lang, text) {
  const voice = window.speechSynthesis;
  button.disabled = !voice;
  button.title = voice ? "Anki reads this aloud" : "Anki reads this aloud; this browser cannot";
  button.onclick = () => {
    voice.cancel();
    voice.speak(Object.assign(new SpeechSynthesisUtterance(text), { lang }));
  };
}

function compared(expected, given) {
  // As Anki shows what was typed above what is right; with nothing typed only that.
  const marked = (kind, chars) => chars.length ? `<span class=type${kind}>${chars.join("").replace(/[&<>]/g, (c) => `&${{ "&": "amp", "<": "lt", ">": "gt" }[c]};`)}</span>` : "";
  const [a, b] = [[...given.normalize("NFC")], [...expected.normalize("NFC")]];
  if (!a.length) return `<code id=typeans>${marked("", b).replace(/<[^>]*>/g, "")}</code>`;
  if (a.join("") === b.join("")) return `<code id=typeans>${marked("Good", b)}</code>`;
  let [above, below, i, j] = ["", "", 0, 0];
  for (const [x, y, size] of [...common(a, b, 0, a.length, 0, b.length), [a.length, b.length, 0]]) {
    const missed = b.slice(j, y);
    above += x > i ? marked("Bad", a.slice(i, x)) : marked("Missed", missed.map(() => "-"));
    above += marked("Good", a.slice(x, x + size));
    below += marked("Missed", missed) + marked("Good", b.slice(y, y + size));
    [i, j] = [x + size, y + size];
  }
  return `<code id=typeans>${above}<br><span id=typearrow>&darr;</span><br>${below}</code>`;
}

function common(a, b, a1, a2, b1, b2) {
  // The longest run that both have, the first of several, and the same again on either side of it.
  let best = [a1, b1, 0];
  for (let i = a1; i < a2; i++)
    for (let j = b1; j < b2; j++) {
      let size = 0;
      while (i + size < a2 && j + size < b2 && a[i + size] === b[j + size]) size++;
      if (size > best[2]) best = [i, j, size];
    }
  const [i, j, size] = best;
  return size ? [...common(a, b, a1, i, b1, j), best, ...common(a, b, i + size, a2, j + size, b2)] : [];
}

function texts(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("code, pre")) found.push(walker.currentNode);
  return found;
}

const FORMULA = /\\\(([\s\S]+?)\\\)|\\\[([\s\S]+?)\\\]/;

function formulas(node) {
  // MathJax is in Anki, and too large for this page: a formula reads as its TeX.
  for (let match; (match = FORMULA.exec(node.data)); ) {
    const rest = node.splitText(match.index).splitText(match[0].length);
    const tex = element("span", (match[1] ?? match[2]).trim());
    tex.className = match[2] ? "tex display" : "tex";
    rest.previousSibling.replaceWith(tex);
    node = rest;
  }
}

function occlude(root, box, isAnswer) {
  // What Anki draws on a canvas, as boxes over the picture.
  const picture = box.querySelector("img");
  box.style.cssText = "position:relative;width:fit-content;max-width:100%";
  picture.style.display = "block";
  box.querySelector("canvas").remove();
  const layer = document.createElement("div");
  for (const shape of root.querySelectorAll("[data-shape=rect]")) {
    const active = shape.className === "cloze";
    const inactive = shape.className === "cloze-inactive" && shape.dataset.occludeinactive === "1";
    if (!active && !inactive && shape.className !== "cloze-highlight") continue;
    const rect = document.createElement("i");
    const fill = active ? "active" : inactive ? "inactive" : "highlight";
    const { left, top, width, height } = shape.dataset;
    const [l, t, w, h] = [left, top, width, height].map((value) => `${Number(value) * 100}%`);
    const border = `var(--${fill}-shape-border)`;
    rect.style.cssText = `position:absolute;left:${l};top:${t};width:${w};height:${h};box-sizing:border-box;` +
      `background:var(--${fill}-shape-color);outline:${border};outline-style:solid;outline-offset:-1px`;
    if (inactive) rect.className = "inactive";
    layer.append(rect);
  }
  box.append(layer);
  const toggle = root.querySelector("#toggle");
  if (toggle) toggle.onclick = () => layer.querySelectorAll(".inactive").forEach((rect) => { rect.hidden = !rect.hidden; rect.style.display = rect.hidden ? "none" : ""; });
}

const plain = (html) => {
  const text = html.replace(/<rt>[\s\S]*?<\/rt>/g, "").replace(/\{\{c\d+::([\s\S]*?)\}\}/g, "$1").replace(/<[^>]+>/g, " ");
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#123;/g, "{").replace(/&#125;/g, "}").replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
};

function title(card) {
  const { note, ordinal } = card;
  if (note.kind === "occlusion") return `${plain(note.fields[2])} ${(note.slots.find(([n]) => n === ordinal + 1) || [0, ""])[1]}`;
  if (note.kind === "cloze") return plain(note.fields[0].replace(new RegExp(`\\{\\{c${ordinal + 1}::[\\s\\S]*?\\}\\}`, "g"), "［…］"));
  return plain(note.fields[ordinal ? 6 : 0]);
}

function show() {
  const card = shown[at];
  $("stage").hidden = $("about").hidden = !card;
  $("warnings").replaceChildren();
  if (!card) return;
  const both = $("both").checked;
  face($("front"), card, false);
  $("back-phone").hidden = !(both || flipped);
  $("front").parentElement.hidden = flipped && !both;
  if (both || flipped) face($("back"), card, true);
  $("flip").textContent = flipped ? "show the question (space)" : "show the answer (space)";
  $("flip").hidden = both;
  const note = card.note;
  const about = [
    ["Source", `${note.path}:${note.first}`],
    ["Line", note.first ? (data.files[note.path] || { lines: [] }).lines[note.first - 1] || "" : "no longer in the notes"],
    ["Kind", `${note.kind}, ${note.role}`],
    ["Tags", note.tags.join("  ")],
    ["Deck", note.deck],
    ...(FORMULA.test(note.fields.slice(0, -5).join(" ")) ? [["Formulas", "are TeX here, in dashed boxes; Anki sets them"]] : []),
    ...(note.change ? [["Changed", note.change]] : []),
    ...(known(card) ? [["Known", knownText(card)]] : []),
  ];
  $("about").replaceChildren(...about.flatMap(([name, value]) => [element("dt", name), element("dd", value)]));
  $("warnings").append(...(note.warnings[card.ordinal] || []).map((text) => element("li", text)));
  list();
  location.replace(`#${card.index}.${card.ordinal}`);
}

function element(name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
}

// --- the list, only as much of it as is in sight ------------------------------------------------

function list() {
  const box = $("list");
  const first = Math.max(0, Math.floor(box.scrollTop / ROW) - 5);
  const last = Math.min(shown.length, first + Math.ceil(box.clientHeight / ROW) + 10);
  $("rows").style.height = `${shown.length * ROW}px`;
  $("rows").replaceChildren(...shown.slice(first, last).map((card, i) => {
    const row = document.createElement("div");
    const index = first + i;
    row.className = "row";
    row.id = `row-${index}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(index === at));
    row.setAttribute("aria-setsize", String(shown.length));
    row.setAttribute("aria-posinset", String(index + 1));
    row.style.top = `${index * ROW}px`;
    row.append(element("span", title(card)), element("small", card.note.source));
    row.onclick = () => go(index);
    return row;
  }));
  if (shown.length) box.setAttribute("aria-activedescendant", `row-${at}`);
  else box.removeAttribute("aria-activedescendant");
}

function go(index) {
  if (index < 0 || index >= shown.length) return;
  at = index;
  flipped = false;
  typed = "";
  const box = $("list");
  if (at * ROW < box.scrollTop) box.scrollTop = at * ROW;
  if ((at + 1) * ROW > box.scrollTop + box.clientHeight) box.scrollTop = (at + 1) * ROW - box.clientHeight;
  show();
}

// --- filters ------------------------------------------------------------------------------------

const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
for (const card of cards) card.note.text ??= folded(card.note.fields.slice(0, -5).map(plain).join(" "));

function filter() {
  const [words, section, tag, kind, only] = ["search", "section", "tag", "kind", "only"].map((id) => $(id).value);
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  shown = cards.filter(({ note, ordinal }) =>
    (!line || (note.path === line.path && note[line.role].includes(line.number))) &&
    (!section || `${note.section}::`.startsWith(`${section}::`)) &&
    (!tag || note.tags.includes(tag)) &&
    (!kind || note.kind === kind) &&
    (only !== "changed" || note.change) &&
    (only !== "warned" || note.warnings[ordinal]) &&
    (only !== "weak" || note.known[ordinal]?.expected < data.known) &&
    (only === "retired" ? note.retired : true) &&
    wanted.every((word) => note.text.includes(word)));
  if ($("order").value) shown.sort((a, b) => (known(a)?.expected ?? 1) - (known(b)?.expected ?? 1));
  $("count").textContent = `${shown.length} of ${cards.length} cards`;
  $("list").scrollTop = 0;
  at = 0;
  flipped = false;
  typed = "";
  show();
  list();
}

function options(id, values) {
  $(id).append(...values.map((value) => new Option(value, value)));
}

// The tag of its section ends with it; what stands above all tags of a deck may stand before it.
const own = (note) => note.tags.filter((tag) => !`::${tag}`.endsWith(`::${note.section}`));
const tags = [...new Set(data.notes.flatMap(own))];
const trails = new Set(data.notes.map((note) => note.section).filter(Boolean));
for (const trail of [...trails]) trail.split("::").forEach((_, i, parts) => trails.add(parts.slice(0, i + 1).join("::")));
options("section", [...trails].sort());
options("tag", tags.sort());
options("kind", [...new Set(data.notes.map((note) => note.kind))]);

// --- how well the cards are known, where a collection tells it -----------------------------------

const known = ({ note, ordinal }) => note.known[ordinal];
const percent = (share) => `${Math.round(100 * share)} %`;

function knownText(card) {
  const { expected, reviews, passed, lapses } = known(card);
  return `${percent(expected)} to be expected; ${passed} of ${reviews} reviews passed, ${lapses} lapses`;
}

// Of the cards that ask a line, the one that is known least.
const heat = new Map();
for (const card of cards) if (known(card)) {
  for (const number of card.note.asked) {
    const place = `${card.note.path}:${number}`;
    heat.set(place, Math.min(heat.get(place) ?? 1, known(card).expected));
  }
}
if (data.known !== null) {
  $("order").parentElement.hidden = false;
  $("only").append(new Option(`known less than ${percent(data.known)}, as all are together`, "weak"));
}

// --- the notes --------------------------------------------------------------------------------

const linesOf = new Set(data.notes.flatMap((note) => ["asked", "shown"].flatMap((role) => note[role].map((n) => `${role} ${note.path}:${n}`))));
options("file", Object.keys(data.files));

function notes() {
  const path = $("file").value;
  const file = data.files[path];
  if (!file) return;
  $("text").replaceChildren(...file.lines.map((text, i) => {
    const item = document.createElement("li");
    item.className = file.roles[i];
    const role = file.roles[i];
    if (linesOf.has(`${role} ${path}:${i + 1}`)) {
      const button = element("button", text || " ");
      button.onclick = () => jump({ path, role, number: i + 1 });
      item.append(button);
    } else item.textContent = text || " ";
    const share = heat.get(`${path}:${i + 1}`);
    if (share !== undefined) warm(item, share);
    return item;
  }));
}

function warm(item, share) {
  // The less a line is known the warmer it is: half of the reviews passed, or less, is red.
  const label = element("small", percent(share));
  label.title = "of the next reviews to be passed, for the card of this line that is known least";
  item.style.setProperty("--heat", `${Math.round(60 * Math.min(1, 2 * (1 - share)))}%`);
  item.classList.add("heat");
  item.append(label);
}

function jump(to) {
  // Leave only the cards that ask a line, or, if none asks it, that show it.
  for (const id of ["search", "section", "tag", "kind", "only"]) $(id).value = "";
  narrow(to);
  tab("cards");
  $("list").focus();
  list();
}

function narrow(to) {
  line = to;
  $("line").hidden = !line;
  $("line").textContent = line ? `${line.path}:${line.number} only – show all` : "";
  filter();
}

function tab(name) {
  for (const id of ["cards", "notes"]) {
    $(id).hidden = id !== name;
    $(`tab-${id}`).setAttribute("aria-selected", String(id === name));
    $(`tab-${id}`).tabIndex = id === name ? 0 : -1;
  }
  if (name === "notes" && !$("text").children.length) notes();
}

// --- events -----------------------------------------------------------------------------------

function flip() {
  flipped = !flipped;
  show();
}

const keys = { " ": flip, ArrowRight: () => go(at + 1), ArrowDown: () => go(at + 1), ArrowLeft: () => go(at - 1), ArrowUp: () => go(at - 1) };
document.addEventListener("keydown", (event) => {
  const { tagName } = event.composedPath()[0]; // the input of a card too, which stands in a shadow tree
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && tagName === "BUTTON") return;
  if (event.target.getAttribute("role") === "tab" && event.key.startsWith("Arrow")) {
    const other = $("cards").hidden ? "cards" : "notes";
    tab(other);
    $(`tab-${other}`).focus();
    return event.preventDefault();
  }
  if ($("cards").hidden || !keys[event.key]) return;
  keys[event.key]();
  event.preventDefault();
});
let touched = null;
$("stage").addEventListener("touchstart", (event) => { touched = event.touches[0]; }, { passive: true });
$("stage").addEventListener("touchend", (event) => {
  const [dx, dy] = [event.changedTouches[0].clientX - touched.clientX, event.changedTouches[0].clientY - touched.clientY];
  if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) go(at + (dx < 0 ? 1 : -1));
}, { passive: true });
$("list").addEventListener("scroll", list);
for (const id of ["section", "tag", "kind", "only", "order"]) $(id).addEventListener("change", filter);
$("search").addEventListener("input", filter);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("line").onclick = () => narrow(null);
$("flip").onclick = flip;
$("next").onclick = () => go(at + 1);
$("previous").onclick = () => go(at - 1);
$("tab-cards").onclick = () => tab("cards");
$("tab-notes").onclick = () => tab("notes");
$("file").onchange = notes;
$("both").onchange = show;
$("dark").onchange = () => { document.documentElement.classList.toggle("dark", $("dark").checked); show(); };
for (const radio of document.getElementsByName("width")) radio.onchange = () => {
  document.body.className = { 320: "w320", desktop: "wide" }[radio.value] || "";
};

const [index, ordinal] = location.hash.slice(1).split(".").map(Number);
filter();
const wantedCard = cards.findIndex((card) => card.index === index && card.ordinal === ordinal);
if (wantedCard > 0) go(wantedCard);
