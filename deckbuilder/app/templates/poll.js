"use strict";
// Of a page that is being watched: shows what is wrong with the notes, and reloads when there is a newer page.

if (location.protocol === "http:") setInterval(async () => {
  const errors = document.getElementById("errors");
  try {
    const state = await (await fetch("/state")).json();
    errors.hidden = !state.errors;
    if (errors.textContent !== state.errors) errors.textContent = state.errors;
    if (state.version !== Number(document.documentElement.dataset.version)) location.reload();
  } catch {
    errors.hidden = false;
    errors.textContent = "The watching build has stopped.";
  }
}, 700);
