/* Why it is as it is stands in listen.html. */
(() => {
  const place = document.getElementById("listen");
  const synthesis = window.speechSynthesis;
  if (!place || !synthesis) return;

  const main = document.getElementById("main");
  const language = document.documentElement.lang;
  const skipped = "nav, form, button, svg, script, [hidden], [aria-hidden=true], .listen, .print-only";
  const buttons = {toggle: document.createElement("button"), stop: document.createElement("button")};
  let sentences = [], at = 0, turn = 0, state = "start", spoken = null;

  const root = tag => tag.split(/[-_]/)[0].toLowerCase();

  const voiceFor = tag => {
    const own = synthesis.getVoices().filter(voice => voice.localService === true && root(voice.lang) === root(tag));
    return own.find(voice => voice.default) || own[0];
  };

  const collect = () => {
    const found = [];
    let text = "", tag = language;
    const flush = () => {
      const parts = text.replace(/\s+/g, " ").trim().match(/.+?[.!?](?=\s|$)|.+$/g) || [];
      parts.forEach(part => found.push([part.trim(), tag]));
      text = "";
    };
    const walk = (element, here) => {
      element.childNodes.forEach(node => {
        if (node.nodeType === Node.TEXT_NODE) {
          text += node.data;
          tag = here;
        } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(skipped)) {
          const display = getComputedStyle(node).display;
          if (display === "none") return;
          const its = node.lang || here;
          const apart = its !== here || !display.startsWith("inline") || node.localName === "br";
          if (apart) flush();
          walk(node, its);
          if (apart) flush();
        }
      });
    };
    walk(main, language);
    flush();
    return found;
  };

  const show = next => {
    state = next;
    buttons.toggle.textContent = place.dataset[next];
    if (next === "start" && document.activeElement === buttons.stop) buttons.toggle.focus();
    buttons.stop.hidden = next === "start";
  };

  const silence = next => {
    turn += 1;
    synthesis.cancel();
    show(next);
  };

  const speak = () => {
    const mine = turn += 1;
    const [text, tag] = sentences[at] || [];
    const voice = text && (voiceFor(tag) || voiceFor(language));
    if (!voice) return silence("start");
    spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.onend = () => { if (mine === turn) { at += 1; speak(); } };
    spoken.onerror = () => { if (mine === turn) silence("start"); };
    synthesis.speak(spoken);
  };

  buttons.toggle.addEventListener("click", () => {
    if (state === "pause") return silence("resume");
    if (state === "start") { sentences = collect(); at = 0; }
    show("pause");
    speak();
  });
  buttons.stop.addEventListener("click", () => silence("start"));
  window.addEventListener("pagehide", () => silence("start"));

  const offer = () => {
    if (!place.hidden || !voiceFor(language)) return;
    Object.values(buttons).forEach(button => {
      button.type = "button";
      button.className = "button-link";
      place.append(button);
    });
    buttons.stop.textContent = place.dataset.stop;
    show("start");
    const heading = main.querySelector("h1");
    const lead = heading.nextElementSibling;
    (lead && lead.matches(".lead") ? lead : heading).after(place);
    place.hidden = false;
  };
  synthesis.onvoiceschanged = offer;
  offer();
})();
