// Drawing a span over the band is choosing its days: the same as the form of days in the margin.
const band = document.querySelector(".band");
const svg = band?.querySelector("svg");
if (svg) {
  const day = 86400000;
  const from = Date.parse(band.dataset.from);
  const to = Date.parse(band.dataset.to) + day;
  let start = null;
  let moved = false;
  let drawn = null;
  const share = (event) => {
    const box = svg.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const at = (part) => new Date(from + part * (to - from)).toISOString().slice(0, 10);
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = share(event);
    moved = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const here = share(event);
    if (!moved && Math.abs(here - start) * svg.getBoundingClientRect().width < 6) return;
    if (!moved) {
      moved = true;
      svg.setPointerCapture(event.pointerId);
      drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      drawn.setAttribute("class", "drawn");
      drawn.setAttribute("y", "0");
      drawn.setAttribute("height", "118");
      svg.append(drawn);
    }
    drawn.setAttribute("x", `${Math.min(start, here) * 100}%`);
    drawn.setAttribute("width", `${Math.abs(here - start) * 100}%`);
  });
  svg.addEventListener("pointerup", (event) => {
    if (moved) {
      const ends = [start, share(event)].sort((a, b) => a - b);
      const query = new URLSearchParams(location.search);
      for (const name of ["page", "said"]) query.delete(name);
      query.set("from", at(ends[0]));
      query.set("to", at(ends[1]));
      location.assign(`/?${query}`);
    }
    start = null;
  });
  svg.addEventListener("pointercancel", () => { start = null; drawn?.remove(); });
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}
