// Exit this page: covers it at once, ends the session, and puts a harmless page in its place. Also without a network,
// without the server, and in every other window that is open. Without this script the button is a link that does it.
(() => {
  const addresses = document.currentScript.dataset;

  // A browser may forbid pages to remember anything; leaving must work all the same.
  const remembered = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  };

  const cover = () => {
    document.title = "";
    document.documentElement.classList.add("covered");
    document.documentElement.style.display = "none"; // also where the style sheet has not arrived
    document.body?.replaceChildren();
  };

  // Whoever left without a network is signed out as soon as a page is reached again, before it is shown.
  if (remembered((kept) => kept.getItem("left"))) {
    cover();
    remembered((kept) => kept.removeItem("left"));
    window.location.replace(addresses.exit);
    return;
  }

  const leave = () => {
    cover();
    remembered((kept) => kept.setItem("left", "yes")); // the answer to the next line clears it
    try {
      fetch(addresses.exit, { keepalive: true, redirect: "manual", credentials: "same-origin" }).catch(() => {});
    } finally {
      window.location.replace(addresses.away);
    }
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".govuk-js-exit-this-page-button")) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  }, true);

  // Escape or Shift, three times within two seconds.
  let presses = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Escape" && event.key !== "Shift") {
      presses = [];
      return;
    }
    const now = Date.now();
    presses = [...presses.filter((press) => press.key === event.key && now - press.at < 2000), { key: event.key, at: now }];
    if (presses.length === 3) leave();
  }, true);

  // Left in one window is left in all.
  window.addEventListener("storage", (event) => {
    if (event.key !== "left" || !event.newValue) return;
    cover();
    window.location.replace(addresses.away);
  });

  // A page that comes back from the browser's memory is asked for anew, and covered until it is there.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    cover();
    window.location.reload();
  });
})();
