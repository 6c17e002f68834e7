// Before the walk: remember how everything looks without focus.
() => {
  const look = element => { const s = getComputedStyle(element); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow].join(); };
  const holders = element => [element, element.closest(".answer")].filter(Boolean);
  document.activeElement?.blur();
  const before = new Map([...document.querySelectorAll("*")].map(element => [element, look(element)]));
  const visited = new Set();
  // One step of the walk: what is said of the element that has the focus now; null when the walk is over.
  const tellOfFocus = () => {
    const element = document.activeElement;
    if (!element || element === document.body || visited.has(element)) return null;
    visited.add(element);
    const faults = [], box = (element.closest(".answer") ?? element).getBoundingClientRect();
    const words = element.getAttribute("aria-label") || [...(element.labels ?? [])].map(l => l.textContent).join(" ")
      || element.textContent;
    if (!words.trim()) faults.push("has no name");
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || !box.width) faults.push("is not visible");
    if (box.left < 0 || box.right > innerWidth || box.bottom <= 0 || box.top >= innerHeight) faults.push("is outside the window");
    const line = element.getClientRects()[0] ?? box; // a link in a sentence may begin on one line and end on the next
    const top = document.elementFromPoint(line.left + line.width / 2, Math.min(Math.max(line.top + line.height / 2, 1), innerHeight - 1));
    const seen = top && (element.contains(top) || top.closest(".answer")?.contains(element));
    if (!seen) faults.push(`is covered by ${top?.outerHTML.slice(0, 60)}`);
    const ringed = holders(element).filter(holder => look(holder) !== before.get(holder)).some(holder => {
      const s = getComputedStyle(holder);
      return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 3 && s.boxShadow !== "none";
    });
    if (!ringed) faults.push("has no ring");
    return { what: `${element.localName} “${words.trim().replace(/\s+/g, " ").slice(0, 40)}”`, href: element.getAttribute("href"), faults };
  };
  // When Tab comes up the focus has moved and the page has scrolled: tell of it then, in the page itself.
  removeEventListener("keyup", window.tellOnTab);
  const told = [];
  let over = false;
  window.tellOnTab = event => {
    if (event.key !== "Tab" || over) return;
    const step = tellOfFocus();
    if (step) told.push(step); else over = true;
  };
  window.toldOfFocus = () => ({ told, over });
  addEventListener("keyup", window.tellOnTab);
  return [...document.querySelectorAll("a[href], button, select, summary, textarea, input:not([type=hidden]):not([tabindex='-1'])")].filter(
    element => element.checkVisibility() && (element.type !== "radio" || element.checked
      || !document.querySelector(`input[name="${element.name}"]:checked`))).length
    - [...new Set([...document.querySelectorAll("input[type=radio]")].map(r => r.name))].reduce((extra, name) =>
      extra + (document.querySelector(`input[name="${name}"]:checked`) ? 0
        : document.querySelectorAll(`input[name="${name}"]`).length - 1), 0);
}
