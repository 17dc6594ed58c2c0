// Two sliders over the form: they write the days into its fields, and the answer follows.
const form = document.querySelector("#ask");
const iso = (number) => new Date(number * 86400000).toISOString().slice(0, 10);
let asked = 0;

async function ask() {
  const turn = ++asked;
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (value === "") query.delete(name);
  const address = `/status?${query}`;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (turn !== asked) return;
  if (!answer.ok) return location.assign(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("#answer");
  if (!fresh || turn !== asked) return;
  document.querySelector("#answer").replaceWith(document.adoptNode(fresh));
  history.replaceState(null, "", address);
}

function slider(field, words) {
  const range = document.createElement("input");
  range.type = "range";
  range.min = form.dataset.first;
  range.max = form.dataset.last;
  range.value = String(Math.round(Date.parse(field.value) / 86400000));
  range.setAttribute("aria-label", words);
  range.setAttribute("aria-valuetext", field.value);
  range.addEventListener("input", () => {
    field.value = iso(Number(range.value));
    range.setAttribute("aria-valuetext", field.value);
  });
  range.addEventListener("change", ask);
  field.addEventListener("change", () => {
    const day = Date.parse(field.value);
    if (!Number.isNaN(day)) range.value = String(Math.round(day / 86400000));
  });
  field.after(range);
}

if (form) {
  slider(form.querySelector("#on"), "On, by slider");
  slider(form.querySelector("#as-of"), "As known on, by slider");
  form.querySelector("#person").addEventListener("change", ask);
}
