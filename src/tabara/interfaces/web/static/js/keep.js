// Keeps a part of a form while somebody types: a moment after the last change, and when the page is left.
// The server answers with the sentence to show ("Saved 10:42"); without this script, the button keeps it.
const PAUSE = 1500; // milliseconds after the last change

// Tells whether a field holds something else than the page was sent with.
function wasAnswered(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return "defaultValue" in field && field.value !== field.defaultValue;
  const options = [...field.options];
  return field.selectedIndex !== Math.max(0, options.findIndex((option) => option.defaultSelected));
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const shown = form.querySelector("[data-kept]");
  let waiting = 0;
  let changed = false;

  const keep = async (leaving) => {
    clearTimeout(waiting);
    if (!changed) return;
    changed = false;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form), keepalive: leaving });
      const known = answer.headers.get("Content-Type")?.startsWith("application/json");
      shown.textContent = known ? (await answer.json()).said : form.dataset.lost;
      changed ||= answer.status >= 500;
    } catch {
      changed = true;
      shown.textContent = form.dataset.lost;
    }
  };

  const soon = () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE, false);
  };
  for (const kind of ["input", "change"]) form.addEventListener(kind, soon);
  if ([...form.elements].some(wasAnswered)) soon(); // on a slow phone people answer before this script is there
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    changed = false;
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep(true));
  addEventListener("online", () => keep(false));
}

// A list of places that arrives late takes no choice away: it is shown only while nothing was chosen since the last letter.
const places = document.getElementById("places");
if (places) {
  let chosen = false;
  document.addEventListener("input", (event) => {
    chosen = places.contains(event.target);
  });
  places.addEventListener("htmx:before:swap", (event) => {
    if (chosen) event.preventDefault();
  });
}
