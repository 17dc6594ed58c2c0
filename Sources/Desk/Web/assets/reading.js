// Progress while a reading goes on, and papers dropped on the page.
const says = document.querySelector("#reading-says");
const bar = document.querySelector("#reading-bar");

async function look() {
  try {
    const answer = await fetch("/reading.json", { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const page = await answer.json();
    if (says.textContent !== page.says) says.textContent = page.says;
    if (page.percent === undefined) bar.removeAttribute("value");
    else bar.value = page.percent;
    if (page.idle) return location.replace("/reading");
  } catch { /* The desk may be busy or gone: look again. */ }
  setTimeout(look, 700);
}
if (!bar.hidden) setTimeout(look, 300);

const drop = document.querySelector("#drop");
const field = document.querySelector("#papers");
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => { if (event.relatedTarget === null) drop.classList.remove("over"); });
document.addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  drop.classList.remove("over");
  field.files = event.dataTransfer.files;
  drop.requestSubmit();
});
