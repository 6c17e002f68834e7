// Shows the page anew when it has been built again: asks for the version as a script, which the policy allows.
const built = document.currentScript.dataset.built;
let asking = false;

window.hemvalBuilt = (version) => {
  if (version !== built) location.reload();
};

setInterval(() => {
  if (asking || document.hidden) return;
  asking = true;
  const question = document.createElement("script");
  question.src = "/_fynd/version.js?" + Date.now();
  question.onload = question.onerror = () => {
    question.remove();
    asking = false;
  };
  document.head.append(question);
}, 250);
