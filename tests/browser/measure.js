// Called as an asynchronous script: (frame page, width, HTML of card sides, done).
// Sets one side after the other in the frame and reports what a learner would stumble over.
const [page, width, sides, done] = arguments;
const frame = document.getElementById("frame");
frame.style.width = `${width}px`;
frame.onload = async () => {
  const view = frame.contentWindow;
  const doc = frame.contentDocument;
  const qa = doc.getElementById("qa");
  const problems = [];
  const rgb = (text) => (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = (colour) => {
    const [r, g, b] = colour.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const ground = (element) => {
    for (let node = element; node; node = node.parentElement) {
      const colour = rgb(view.getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.5) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  for (const side of sides) {
    qa.innerHTML = side;
    await Promise.all([...qa.querySelectorAll("img")].map((image) => image.complete ? 0 : new Promise((ok) => { image.onload = image.onerror = ok; })));
    const tell = (what, more) => problems.push({ what, more, side: side.slice(0, 400) });
    if (doc.documentElement.scrollWidth > width) tell("overflow", doc.documentElement.scrollWidth);
    const walker = doc.createTreeWalker(qa, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const element = node.parentElement;
      if (!node.data.trim() || /^(STYLE|SCRIPT)$/.test(element.tagName) || !element.getClientRects().length) continue;
      const style = view.getComputedStyle(element);
      if (parseFloat(style.fontSize) < 12) tell("small", style.fontSize + node.data);
      const ratio = contrast(rgb(style.color).slice(0, 3), ground(element));
      if (ratio < 4.5) tell("contrast", ratio.toFixed(2) + node.data);
      const isCode = element.closest("code, pre, kbd, samp");
      if (!isCode && !/^"?Hiragino Sans/.test(style.fontFamily)) tell("font", style.fontFamily);
      if (!element.closest("[lang=ja]")) tell("language", node.data);
    }
    for (const image of qa.querySelectorAll("img")) {
      if (!image.naturalWidth) tell("picture missing", image.src);
      if (image.getBoundingClientRect().right > width + 0.5) tell("picture too wide", image.src);
    }
    for (const control of qa.querySelectorAll("button, input")) {
      if (control.getBoundingClientRect().height < 43) tell("small target", control.outerHTML);
    }
  }
  const outside = view.performance.getEntriesByType("resource").filter((entry) => !entry.name.startsWith(location.origin));
  for (const entry of outside) problems.push({ what: "network", more: entry.name });
  done(problems);
};
frame.src = page;
