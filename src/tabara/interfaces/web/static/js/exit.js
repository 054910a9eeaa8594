// Exit this page: covers it at once, ends the session, and puts a harmless page in its place. Also without a network.
(() => {
  // Whoever left without a network is signed out as soon as a page is reached again, before it is shown.
  if (localStorage.getItem("left")) {
    document.documentElement.classList.add("covered");
    localStorage.removeItem("left");
    window.location.replace(document.currentScript.dataset.exit);
    return;
  }

  const leave = () => {
    const button = document.querySelector(".govuk-js-exit-this-page-button");
    const away = document.querySelector("[data-away]").dataset.away;
    document.title = "";
    document.body.replaceChildren();
    document.documentElement.classList.add("covered");
    localStorage.setItem("left", "yes"); // the answer to the next line clears it
    try {
      fetch(button.href, { keepalive: true, redirect: "manual", credentials: "same-origin" }).catch(() => {});
    } finally {
      window.location.replace(away);
    }
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest(".govuk-js-exit-this-page-button")) return;
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
  });

  // A page that comes back from the browser's memory after an exit stays covered.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();
