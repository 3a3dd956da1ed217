(() => {
  "use strict";
  const card = document.querySelector(".choosing");
  const list = card.querySelector(".choices");
  const choices = [...list.children];
  const isBack = card.classList.contains("judged");
  const isSeveral = list.classList.contains("several");
  const note = card.querySelector(".prompt").textContent + list.textContent;
  // The front hands over its day and what was tapped; where that is lost, nothing is marked.
  const kept = window.deckbuilderFront;
  const front = isBack && kept && kept.note === note ? kept : { note, day: today(), chosen: [] };
  window.deckbuilderFront = front;

  if (!list.classList.contains("fixed")) list.append(...shuffled(choices, `${front.day} ${note}`));
  list.setAttribute("aria-label", "選択肢");
  list.setAttribute("role", isBack ? "list" : isSeveral ? "group" : "radiogroup");
  choices.forEach((choice, at) => {
    if (!isBack) offer(choice, at);
    else choice.classList.toggle("chosen", front.chosen.includes(at));
  });

  // As Anki's own, a day ends at four in the morning.
  function today() {
    return new Date(Date.now() - 4 * 3600e3).toDateString();
  }

  function shuffled(items, seed) {
    let state = 2166136261;
    for (const char of seed) state = Math.imul(state ^ char.codePointAt(0), 16777619);
    const random = (below) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    };
    const order = [...items];
    for (let at = order.length - 1; at > 0; at--) {
      const other = random(at + 1);
      [order[at], order[other]] = [order[other], order[at]];
    }
    return order;
  }

  function offer(choice, at) {
    choice.classList.add("tappable");
    choice.setAttribute("role", isSeveral ? "checkbox" : "radio");
    choice.setAttribute("aria-checked", "false");
    choice.tabIndex = 0;
    choice.onclick = () => choose(at);
    // Anki turns the card at space and return, so the arrows do all that is needed.
    choice.onkeydown = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = step && list.children[[...list.children].indexOf(choice) + step];
      if (next) {
        next.focus();
        if (!isSeveral) choose(choices.indexOf(next));
      } else if (["ArrowRight", " ", "Enter"].includes(event.key)) choose(at);
      else if (!step) return;
      event.preventDefault();
      event.stopPropagation();
    };
  }

  function choose(at) {
    const others = isSeveral ? front.chosen.filter((other) => other !== at) : [];
    front.chosen = front.chosen.includes(at) ? others : [...others, at];
    choices.forEach((choice, index) => choice.setAttribute("aria-checked", String(front.chosen.includes(index))));
  }
})();
