// All that the contrast of a text hangs on, a line for each kind of text on the page. With rules given, axe
// runs them too and tells which kinds it passed: all of a kind, or it is looked at again on the next page.
async rules => {
  const grounds = new Map();
  // What lies behind a text is drawn by what it stands in; only what is placed freely may lie on something else.
  const ground = element => {
    if (!element) return "";
    if (grounds.has(element)) return grounds.get(element);
    const style = getComputedStyle(element);
    const own = [];
    if (style.backgroundColor !== "rgba(0, 0, 0, 0)") own.push(style.backgroundColor);
    if (style.backgroundImage !== "none") own.push(style.backgroundImage, style.backgroundSize, style.backgroundPosition);
    if (style.opacity !== "1") own.push(`opacity ${style.opacity}`);
    if (style.filter !== "none") own.push(style.filter);
    if (style.mixBlendMode !== "normal") own.push(style.mixBlendMode);
    // Drawn up over its neighbour: it lies as it lies wherever these stand beside each other.
    const margins = [style.marginTop, style.marginRight, style.marginBottom, style.marginLeft];
    if (margins.some(far => far.startsWith("-"))) {
      const beside = [element, element.previousElementSibling, element.nextElementSibling, element.parentElement];
      own.push(`drawn ${margins} ${beside.map(one => one && `${one.localName}.${one.className}`)}`);
    }
    const inset = [style.top, style.right, style.bottom, style.left].some(far => !/^(auto|0px)$/.test(far));
    const placed = ["absolute", "fixed", "sticky"].includes(style.position) || (style.position === "relative" && inset)
      || style.transform !== "none" || style.translate !== "none";
    if (placed) {
      const box = element.getBoundingClientRect();
      own.push(`placed ${location.pathname} ${innerWidth} ${Math.round(box.left)} ${Math.round(box.top)}`);
    }
    const told = own.length ? `${ground(element.parentElement)} > ${own.join(" ")}` : ground(element.parentElement);
    grounds.set(element, told);
    return told;
  };
  const write = ["input", "select", "textarea"];
  const kinds = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    const words = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join("").trim();
    if (!words && !write.includes(element.localName)) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.matches("option, [type=radio], [type=checkbox], [type=hidden], :disabled")) continue;
    const box = element.getBoundingClientRect();
    if (box.bottom <= 0 || box.right <= 0 || box.width <= 1 || box.height <= 1) continue;
    const style = getComputedStyle(element);
    kinds.set(element, [style.color, style.webkitTextFillColor, style.fontSize, style.fontWeight, style.textShadow,
      style.webkitTextStroke, words.length === 1, ground(element)].join(" "));
  }
  if (!rules.length) return [...new Set(kinds.values())];

  const found = await axe.run(document, { runOnly: rules, elementRef: true, selectors: false });
  const passed = found.passes.filter(one => one.id === "color-contrast-enhanced").flatMap(one => one.nodes);
  const others = [...found.violations, ...found.incomplete].flatMap(one => one.nodes);
  const kindsOf = nodes => nodes.map(node => kinds.get(node.element)).filter(kind => kind !== undefined);
  const open = new Set(kindsOf(others));
  return {
    passed: [...new Set(kindsOf(passed))].filter(kind => !open.has(kind)),
    faults: found.violations.flatMap(broken => broken.nodes.map(
      node => `axe ${broken.id}: ${broken.help}: ${node.html.slice(0, 200)} ${node.failureSummary}`)),
  };
}
