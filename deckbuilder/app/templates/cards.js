"use strict";
// The cards: the one that is looked at, the list of them, and its filters.

const ROW = 52;
let cards = [];
let shown = [];
let at = 0;
let flipped = false;
let typed = "";
let line = null;
let led = new Set(); // "asked a.md:3": the lines that lead to cards, and as what
let heat = new Map();

function element(name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
}

function title(card) {
  const { note, ordinal } = card;
  if (note.kind === "occlusion") return `${plain(note.fields[2])} ${(note.slots.find(([n]) => n === ordinal + 1) || [0, ""])[1]}`;
  if (note.kind === "cloze") return plain(note.fields[0].replace(new RegExp(`\\{\\{c${ordinal + 1}::[\\s\\S]*?\\}\\}`, "g"), "［…］"));
  return plain(note.fields[ordinal ? 6 : 0]);
}

// --- the card ---------------------------------------------------------------------------------

function show() {
  const card = shown[at];
  $("stage").hidden = $("about").hidden = !card;
  $("warnings").replaceChildren();
  if (!card) return list();
  const both = $("both").checked;
  fronts(card, both || !flipped);
  backs(card, both || flipped);
  $("flip").textContent = flipped ? words.flip_back : words.flip;
  $("flip").hidden = both;
  $("about").replaceChildren(...about(card).flatMap(([name, value]) => {
    const said = element("dd", "");
    said.append(...[value].flat());
    return [element("dt", name), said];
  }));
  $("warnings").append(...(card.note.warnings[card.ordinal] || []).map((text) => element("li", text)));
  list();
  location.replace(`#${card.index}.${card.ordinal}`);
}

const fronts = (card, seen) => faces(["front", "other-front"], card, false, seen);
const backs = (card, seen = true) => faces(["back", "other-back"], card, true, seen);

function faces(ids, card, isAnswer, seen) {
  ids.forEach((id, isOther) => {
    const wanted = seen && (!isOther || $("pair").checked);
    $(id).parentElement.hidden = !wanted;
    if (wanted) face($(id), card, isAnswer, $("dark").checked !== Boolean(isOther));
  });
}

function about(card) {
  const { note } = card;
  const source = (data.files[note.path] || { lines: [] }).lines[note.first - 1];
  return [
    [words.source, `${note.path}:${note.first}`],
    [words.line, note.first ? source || "" : words.gone],
    [words.kind, `${data.kinds[note.kind]}, ${data.roles[note.role]}`],
    [words.tags, note.tags.join("  ")],
    [words.deck, note.deck],
    ...(note.change ? [[words.changed, note.change]] : []),
    ...(known(card) ? [[words.known, filledIn(words.known_by, { ...known(card), expected: percent(known(card).expected) })]] : []),
    ...(card.edit ? edits(card) : []),
  ];
}

function edits(card) {
  // What the last save made of each field that is seen.
  if (card.edit === "new") return [[words.saved, words.new]];
  return data.types[card.note.kind].fields.slice(0, -5).flatMap((name, i) => {
    const [before, after] = [plain(card.edit[i]), plain(card.note.fields[i])];
    return before === after ? [] : [[`${words.saved}: ${name}`, difference(before, after)]];
  });
}

function difference(before, after) {
  const [a, b] = [[...before].slice(0, LONGEST), [...after].slice(0, LONGEST)];
  const [parts, mark] = [[], (name, chars) => chars.length && parts.push(element(name, chars.join("")))];
  let [i, j] = [0, 0];
  for (const [x, y, size] of [...common(a, b, 0, a.length, 0, b.length), [a.length, b.length, 0]]) {
    mark("del", a.slice(i, x));
    mark("ins", b.slice(j, y));
    mark("span", b.slice(y, y + size));
    [i, j] = [x + size, y + size];
  }
  return parts;
}
const LONGEST = 300;

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
    const source = element("small", `${card.note.source} `);
    if (card.edit) source.append(Object.assign(element("span", card.edit === "new" ? words.new : words.edited), { className: "badge" }));
    row.append(element("span", title(card)), source);
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
  intoSight();
  show();
}

function intoSight() {
  const box = $("list");
  if (at * ROW < box.scrollTop) box.scrollTop = at * ROW;
  if ((at + 1) * ROW > box.scrollTop + box.clientHeight) box.scrollTop = (at + 1) * ROW - box.clientHeight;
}

function flip() {
  flipped = !flipped;
  show();
}

// --- filters ------------------------------------------------------------------------------------

const FILTERS = ["search", "path", "section", "tag", "kind", "finding", "only"];
const filledIn = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
const key = (card) => `${card.note.guid} ${card.ordinal}`;

function filtered() {
  const [said, path, section, tag, kind, finding, only] = FILTERS.map((id) => $(id).value);
  const wanted = folded(said).split(/\s+/).filter(Boolean);
  const found = cards.filter((card) => {
    const { note, ordinal, edit } = card;
    return (!line || (note.path === line.path && note[line.role].includes(line.number))) &&
      (!path || note.path === path) &&
      (!section || `${note.section}::`.startsWith(`${section}::`)) &&
      (!tag || note.tags.includes(tag)) &&
      (!kind || note.kind === kind) &&
      (!finding || (note.warnings[ordinal] || []).some((text) => text.startsWith(`${finding}:`))) &&
      (only !== "saved" || edit) &&
      (only !== "changed" || note.change) &&
      (only !== "weak" || known(card)?.expected < data.known) &&
      (only !== "warned" || note.warnings[ordinal]) &&
      (only !== "retired" || note.retired) &&
      wanted.every((word) => note.text.includes(word));
  });
  return $("order").value ? found.sort((a, b) => (known(a)?.expected ?? 1) - (known(b)?.expected ?? 1)) : found;
}

function counted() {
  $("count").textContent = filledIn(words.count, { shown: shown.length, all: cards.length });
}

function filter() {
  shown = filtered();
  counted();
  $("list").scrollTop = 0;
  at = 0;
  flipped = false;
  typed = "";
  show();
}

function choices(id, values) {
  // The first stands for all and stays, and so does what is chosen, where it still is one.
  const box = $(id), chosen = box.value, first = box.querySelector('option[value=""]');
  box.replaceChildren(...(first ? [first] : []), ...values.map((value) => (Array.isArray(value) ? new Option(value[1], value[0]) : new Option(value, value))));
  if ([...box.options].some((option) => option.value === chosen)) box.value = chosen;
}

// --- how well the cards are known, where a collection tells it -----------------------------------

const known = ({ note, ordinal }) => note.known[ordinal];
const percent = (share) => `${Math.round(100 * share)} %`;

function heats() {
  // By line: of the cards that ask it, the one that is known least.
  const found = new Map();
  for (const card of cards) if (known(card)) {
    for (const number of card.note.asked) {
      const place = `${card.note.path}:${number}`;
      found.set(place, Math.min(found.get(place) ?? 1, known(card).expected));
    }
  }
  return found;
}

// --- what the page knows ------------------------------------------------------------------------

// The tag of its section ends with it; what stands above all tags of a deck may stand before it.
const own = (note) => note.tags.filter((tag) => !`::${tag}`.endsWith(`::${note.section}`));

function take(next) {
  data = next;
  for (const note of data.notes) note.text ??= folded(note.fields.slice(0, -5).map(plain).join(" "));
  cards = data.notes.flatMap((note, index) => note.cards.map((ordinal) => ({ note, index, ordinal, edit: "" })));
  led = new Set(data.notes.flatMap((note) => ["asked", "shown"].flatMap((role) => note[role].map((n) => `${role} ${note.path}:${n}`))));
  heat = heats();
  const sections = new Set();
  for (const { section } of data.notes) if (section) section.split("::").forEach((_, i, parts) => sections.add(parts.slice(0, i + 1).join("::")));
  const codes = data.notes.flatMap((note) => Object.values(note.warnings).flat().map((text) => text.split(":")[0]));
  choices("path", [...new Set(data.notes.map((note) => note.path))].sort());
  choices("section", [...sections].sort());
  choices("tag", [...new Set(data.notes.flatMap(own))].sort());
  choices("kind", [...new Set(data.notes.map((note) => note.kind))].map((kind) => [kind, data.kinds[kind]]));
  choices("finding", [...new Set(codes)].sort());
  $("order").parentElement.hidden = data.known === null;
  if (data.known !== null && !$("only").querySelector("[value=weak]")) {
    $("only").append(new Option(filledIn(words.only_weak, { expected: percent(data.known) }), "weak"));
  }
  choices("file", Object.keys(data.files).map((path) => [path, labelled(path)]));
}

function renew(next) {
  // Take the cards of the last save in, and stay where one is: search, side, card, file and place in the text.
  const before = new Map(cards.map((card) => [key(card), card]));
  const kept = shown[at] && key(shown[at]);
  take(next);
  let [fresh, edited] = [0, 0];
  for (const card of cards) {
    const old = before.get(key(card));
    if (!old) card.edit = "new", fresh++;
    else if (old.note.fields.slice(0, -5).join("\0") !== card.note.fields.slice(0, -5).join("\0")) card.edit = old.note.fields, edited++;
    before.delete(key(card));
  }
  $("saved").textContent = filledIn(words.last_save, { edited, new: fresh, gone: before.size });
  shown = filtered();
  const place = shown.findIndex((card) => key(card) === kept);
  at = place >= 0 ? place : Math.max(0, Math.min(at, shown.length - 1));
  counted();
  show();
  const scrolled = window.scrollY;
  if ($("text").children.length) notes();
  window.scrollTo(0, scrolled);
}
