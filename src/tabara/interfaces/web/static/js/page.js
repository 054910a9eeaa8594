// The two keys that every page knows, and the components that a page uses. Every page works without it.

// "/" or Ctrl-K: to the search field of this page, else to the page that searches.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const controlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!slash && !controlK) return;
  const field = document.querySelector("[data-search]");
  const link = document.querySelector("a[data-search-page]");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else link.click();
});

// A button that prints the page, where there is a program that can.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs, createAll,
} = await import(document.querySelector("script[data-components]").dataset.components);
const started = [
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs,
];
for (const component of started) createAll(component);
