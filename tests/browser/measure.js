// What axe does not measure. Returns sentences; an empty list is a good page.
() => {
  const faults = [];
  const wide = document.documentElement.clientWidth;
  const visible = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && element.getClientRects().length > 0;
  const name = element => {
    const classes = typeof element.className === "string" && element.className ? "." + element.className.replaceAll(" ", ".") : "";
    return element.localName + (element.id ? "#" + element.id : classes)
      + " “" + element.textContent.trim().replace(/\s+/g, " ").slice(0, 40) + "”";
  };
  const all = [...document.body.querySelectorAll("*")].filter(visible);
  const parked = element => element.getBoundingClientRect().bottom <= 0 || element.closest(".trap, .skip");

  if (document.scrollingElement.scrollWidth > wide) {
    faults.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} in ${wide}`);
  }
  for (const element of all) {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    if (["sticky", "fixed"].includes(style.position)) faults.push(`${style.position}: ${name(element)}`);
    if (!parked(element) && (box.right > wide + 1 || box.left < -1)) faults.push(`outside the page: ${name(element)}`);
    if (style.display !== "inline" && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
        && style.overflowX !== "visible") {
      faults.push(`hides ${element.scrollWidth - element.clientWidth} px sideways: ${name(element)}`);
    }
    if (["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1) {
      faults.push(`hides ${element.scrollHeight - element.clientHeight} px of its height: ${name(element)}`);
    }
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const holder = text.parentElement;
    if (text.data.trim() && visible(holder) && parseFloat(getComputedStyle(holder).fontSize) < 18) small.add(holder);
  }
  // A word torn in two is hard to read at any age. Addresses may be, and from 17 letters the browser's own
  // hyphenation is trusted: the browser of the tests has no Swedish dictionary, those of readers have.
  const torn = new Set(), range = document.createRange();
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = words.nextNode(); text; text = words.nextNode()) {
    if (!visible(text.parentElement) || /@|:\/\//.test(text.data)) continue;
    for (const word of text.data.matchAll(/(?<!\p{L})\p{L}{2,16}(?!\p{L})/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) torn.add(word[0]);
    }
  }
  for (const word of torn) faults.push(`torn in two: ${word}`);
  for (const holder of small) faults.push(`${getComputedStyle(holder).fontSize} is too small: ${name(holder)}`);

  // WCAG excepts links inside a sentence. A block of which the link is only a part is taken to be one.
  const inSentence = element => {
    let block = element.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const links = [...block.querySelectorAll("a, button")].map(link => link.textContent).join("");
    return /[\p{L}\d]/u.test(block.textContent.replace(/\s/g, "").slice(links.replace(/\s/g, "").length));
  };
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (!visible(element) || parked(element)) continue;
    const box = (element.closest(".answer") ?? element).getBoundingClientRect();
    if (box.width >= 43.9 && box.height >= 43.9) continue;
    if (element.localName === "a" && getComputedStyle(element).display === "inline" && inSentence(element)) continue;
    faults.push(`${Math.round(box.width)}×${Math.round(box.height)} px to press: ${name(element)}`);
  }

  for (const [kind, store] of [["localStorage", localStorage], ["sessionStorage", sessionStorage]]) {
    if (store.length) faults.push(`${kind} holds ${Object.keys(store)}`);
  }
  return faults;
}
