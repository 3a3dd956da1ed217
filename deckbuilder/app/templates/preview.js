"use strict";
// Keys, buttons and fingers; then the cards of the page are taken in.

function other() {
  return $("cards").hidden ? "cards" : "notes";
}

function dark() {
  document.documentElement.classList.toggle("dark", $("dark").checked);
  show();
}

const system = matchMedia("(prefers-color-scheme: dark)");
system.onchange = () => { $("dark").checked = system.matches; dark(); };

const [forward, back] = [() => go(at + 1), () => go(at - 1)];
const OF_CARDS = { " ": flip, ArrowRight: forward, ArrowDown: forward, j: forward, ArrowLeft: back, ArrowUp: back, k: back };
const ANYWHERE = {
  "/": () => { tab("cards"); $("search").focus(); },
  n: () => tab(other()),
  d: () => { $("dark").checked = !$("dark").checked; dark(); },
  "?": () => $("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  const { tagName } = event.composedPath()[0]; // the input of a card too, which stands in a shadow tree
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(tagName) && !(event.composedPath()[0].type === "checkbox")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  if (event.key === " " && /^(BUTTON|INPUT)$/.test(tagName)) return;
  if (event.target.getAttribute("role") === "tab" && event.key.startsWith("Arrow")) {
    const name = other();
    tab(name);
    $(`tab-${name}`).focus();
    return event.preventDefault();
  }
  const act = ANYWHERE[event.key] || (!$("cards").hidden && OF_CARDS[event.key]);
  if (!act) return;
  act();
  event.preventDefault();
});
let touched = null;
$("stage").addEventListener("touchstart", (event) => { touched = event.touches[0]; }, { passive: true });
$("stage").addEventListener("touchend", (event) => {
  const [dx, dy] = [event.changedTouches[0].clientX - touched.clientX, event.changedTouches[0].clientY - touched.clientY];
  if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) go(at + (dx < 0 ? 1 : -1));
}, { passive: true });
$("list").addEventListener("scroll", list);
for (const id of [...FILTERS, "order"]) $(id).addEventListener(id === "search" ? "input" : "change", filter);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("line").onclick = () => narrow(null);
$("flip").onclick = flip;
$("next").onclick = forward;
$("previous").onclick = back;
$("keys").onclick = ANYWHERE["?"];
$("tab-cards").onclick = () => tab("cards");
$("tab-notes").onclick = () => tab("notes");
$("file").onchange = $("state").onchange = notes;
$("both").onchange = $("pair").onchange = show;
$("dark").onchange = dark;
for (const radio of document.getElementsByName("width")) radio.onchange = () => {
  document.body.className = { 320: "w320", desktop: "wide" }[radio.value] || "";
};

for (const unfold of document.querySelectorAll(".unfold")) unfold.onclick = () => {
  unfold.setAttribute("aria-expanded", unfold.getAttribute("aria-expanded") === "false");
};

take(data);
const [index, ordinal] = location.hash.slice(1).split(".").map(Number);
filter();
system.onchange();
const wantedCard = cards.findIndex((card) => card.index === index && card.ordinal === ordinal);
if (wantedCard > 0) go(wantedCard);
