// Keys of every page. Everything they do has a link or a button of its own.
export const typing = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;

/** Calls `actions[key]` for plain keys outside of fields. */
export function keys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target)) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

keys({
  "/": () => document.querySelector("#find")?.focus(),
  "?": () => { if (location.pathname !== "/help") location.assign("/help"); },
});

// A second click on a sent form would only be told that it was sent before.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
