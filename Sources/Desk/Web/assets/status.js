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
  const said = [fresh.querySelector(".lead"), ...fresh.querySelectorAll(".panel > h2, .verdict")];
  document.querySelector("#answer-says").textContent = said.map((one) => one?.textContent).join(" ");
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

// The map's own scale: days and where each begins, in the units of the picture.
function day(order, along) {
  const days = order.dataset.days.split(" ").map((text) => Date.parse(text) / 86400000);
  const edges = order.dataset.edges.split(" ").map(Number);
  let at = edges.findLastIndex((edge) => edge <= along);
  at = Math.max(0, Math.min(at, edges.length - 2));
  const share = (along - edges[at]) / Math.max(0.001, edges[at + 1] - edges[at]);
  return Math.floor(days[at] + Math.max(0, Math.min(1, share)) * (days[at + 1] - days[at]));
}

function point(event, order) {
  const svg = order.ownerSVGElement;
  const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const edges = order.dataset.edges.split(" ").map(Number);
  const x = place.x - Number(order.dataset.left);
  const y = place.y - Number(order.dataset.top);
  const size = edges[edges.length - 1];
  return x < 0 || y < 0 || x > size || y > size ? null : { x, y, left: Number(order.dataset.left), top: Number(order.dataset.top) };
}

function set(name, number) {
  const field = form.querySelector(name);
  field.value = iso(number);
  field.dispatchEvent(new Event("change"));
}

let dragged = null;
document.addEventListener("pointerdown", (event) => {
  const order = event.target.closest?.(".twotime g.order");
  if (order && point(event, order)) dragged = order;
});
document.addEventListener("pointermove", (event) => {
  const here = dragged && point(event, dragged);
  if (here) dragged.querySelector(".cross")?.setAttribute("transform", `translate(${here.x + here.left} ${here.y + here.top})`);
});
document.addEventListener("pointerup", (event) => {
  const order = dragged;
  dragged = null;
  const here = order && point(event, order);
  if (!here) return;
  set("#on", day(order, here.x));
  set("#as-of", day(order, here.y));
  ask();
});

if (form) {
  slider(form.querySelector("#on"), "On, by slider");
  slider(form.querySelector("#as-of"), "As known on, by slider");
  form.querySelector("#person").addEventListener("change", ask);
}
