// Keys of the review page: they press the buttons and follow the links that are there.
import { keys } from "./desk.js";

const press = (key) => () => {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target) return;
  if (target instanceof HTMLFormElement) target.requestSubmit();
  else target.click();
};
const focus = (key) => () => {
  const field = document.querySelector(`[data-focus="${key}"]`);
  field?.scrollIntoView({ block: "center" });
  field?.focus();
};
keys({ j: press("j"), k: press("k"), a: press("a"), r: press("r"), u: press("u"), e: focus("e"), m: focus("m") });
