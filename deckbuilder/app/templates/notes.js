"use strict";
// The notes: what became of each line, and which cards it leads to.

const STATES = ["asked", "shown", "offered", "uncovered"];

function labelled(path) {
  const roles = data.files[path].roles.filter((role) => STATES.includes(role));
  const share = (state) => Math.round((100 * roles.filter((role) => role === state).length) / (roles.length || 1));
  return `${path} – ${STATES.filter((state) => share(state)).map((state) => `${words[state]} ${share(state)} %`).join(", ")}`;
}

function notes() {
  const path = $("file").value, state = $("state").value;
  const file = data.files[path];
  if (!file) return;
  $("text").replaceChildren(...file.lines.flatMap((text, i) => {
    const role = file.roles[i];
    if (state && role !== state) return [];
    const item = document.createElement("li");
    item.className = role;
    item.value = i + 1;
    if (led.has(`${role} ${path}:${i + 1}`)) {
      const button = element("button", text || " ");
      button.onclick = () => jump({ path, role, number: i + 1 });
      item.append(button);
    } else item.textContent = text || " ";
    if (file.offers[i + 1]) item.append(element("small", file.offers[i + 1]));
    if (heat.has(`${path}:${i + 1}`)) warm(item, heat.get(`${path}:${i + 1}`));
    return [item];
  }));
}

function warm(item, share) {
  // The less a line is known the warmer it is: half of the reviews passed, or less, is red.
  const label = Object.assign(element("small", percent(share)), { className: "share", title: words.heat });
  item.style.setProperty("--heat", `${Math.round(60 * Math.min(1, 2 * (1 - share)))}%`);
  item.classList.add("heat");
  item.append(label);
}

function jump(to) {
  // Leave only the cards that ask a line, or, if none asks it, that show it.
  for (const id of FILTERS) $(id).value = "";
  narrow(to);
  tab("cards");
  $("list").focus();
  list();
}

function narrow(to) {
  line = to;
  $("line").hidden = !line;
  $("line").textContent = line ? filledIn(words.only_line, { line: `${line.path}:${line.number}` }) : "";
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
