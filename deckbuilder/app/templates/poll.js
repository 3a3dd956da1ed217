"use strict";
// Of a page that is being watched: shows what is wrong with the notes, and takes in what a save made of the cards.

let asking = false;

async function ask() {
  const errors = document.getElementById("errors");
  const page = document.documentElement;
  if (asking) return;
  asking = true;
  try {
    const state = await (await fetch("/state")).json();
    errors.hidden = !state.errors;
    if (errors.textContent !== state.errors) errors.textContent = state.errors;
    if (state.version !== Number(page.dataset.version)) {
      if (typeof renew === "undefined") return location.reload();
      const next = await (await fetch("/data")).json();
      if (next.has_formulas && typeof temml === "undefined") return location.reload();
      page.dataset.version = next.version;
      renew(next);
    }
  } catch {
    errors.hidden = false;
    errors.textContent = page.dataset.stopped;
  } finally {
    asking = false;
  }
}

if (location.protocol === "http:") setInterval(ask, 700);
