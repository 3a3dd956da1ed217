"use strict";
// What Anki does: its templates, clozes, masks, typed answers, speech and formulas.

let data = JSON.parse(document.getElementById("data").textContent);
const { words } = data;
const $ = (id) => document.getElementById(id);

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
const INPUT = `<input type="text" id="typeans" aria-label="${words.typing}" autocomplete="off">`;
const PLAY = `<button type="button" class="replay-button" aria-label="${words.aloud}"><svg viewBox="0 0 64 64" aria-hidden="true">` +
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
  .tex.raw { padding: .1em .35em; border: 1px dashed var(--line); border-radius: .25em; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85em; font-weight: 400; }
  .tex.display { display: block; margin: .4em 0; text-align: center; }
`;

function face(host, card, isAnswer, isNight) {
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  const speeches = [];
  const html = side(card, isAnswer)
    .replace(/<script>[\s\S]*?<\/script>/g, "")
    .replace(/\[\[type:([^\]]*)\]\]/g, (_, name) => isAnswer ? compared(plain(field(card, name)), typed) : INPUT)
    .replace(/\[anki:tts lang=(\w+)\]([\s\S]*?)\[\/anki:tts\]/g, (_, lang, text) => speeches.push([lang.replace("_", "-"), plain(text)]) && PLAY)
    .replace(/\[sound:([^\]]+)\]/g, (_, name) => `<audio controls src="${data.media[name] || ""}"></audio>`)
    .replace(/(<img[^>]*\s)src="([^"]+)"/g, (_, start, name) => `${start}data-name="${name}" src="${data.media[name] || ""}"`);
  const css = data.types[card.note.kind].css.replaceAll("[src", "[data-name");  // which pictures it means, it says by their names
  root.innerHTML = `<style>${css}${LOOK}</style><div class="card${isNight ? " nightMode" : ""}">${html}</div>`;
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
    if ($("both").checked) backs(card);
  };
  input.onkeydown = (event) => { if (event.key === "Enter" && !$("both").checked) flip(); };
}

function speaking(button, lang, text) {
  const voice = window.speechSynthesis;
  button.disabled = !voice;
  button.title = voice ? words.speaks : words.silent;
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
  // Anki sets a formula with MathJax, this page as MathML; what cannot be set reads as its TeX.
  for (let match; (match = FORMULA.exec(node.data)); ) {
    const rest = node.splitText(match.index).splitText(match[0].length);
    const [source, isDisplay] = [(match[1] ?? match[2]).trim(), Boolean(match[2])];
    const tex = element("span", source);
    tex.className = isDisplay ? "tex display" : "tex";
    try {
      temml.render(source, tex, { displayMode: isDisplay, throwOnError: true, trust: false });
    } catch {
      tex.textContent = source;
      tex.classList.add("raw");
    }
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
