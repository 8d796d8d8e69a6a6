// Keeps what is typed into a form of the team and not yet saved, so that a closed browser loses nothing.
// Every form works without this. The server decides what may be kept; what may never be is not even sent.
(() => {
  "use strict";
  const never = new Set((document.currentScript.dataset.never || "").split(" "));
  const follow = (form) => {
    let timer = 0, changed = false, sent = false;
    const words = () => {
      const body = new URLSearchParams();
      body.append("kept-path", new URL(form.action, location.href).pathname);
      body.append("kept-page", location.pathname + location.search);
      for (const [name, value] of new FormData(form)) {
        if (typeof value === "string" && !never.has(name)) body.append("kept." + name, value);
      }
      return body;
    };
    const keep = () => {
      clearTimeout(timer);
      if (!changed || sent) return;
      changed = false;
      navigator.sendBeacon("/unfinished", words());
    };
    form.addEventListener("input", () => { changed = true; clearTimeout(timer); timer = setTimeout(keep, 1000); });
    form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
    addEventListener("pagehide", keep);
    addEventListener("pageshow", () => { sent = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  };
  for (const form of document.querySelectorAll("form[method=post]")) {
    const secret = form.querySelector("input[type=password], input[autocomplete=one-time-code]");
    if (!secret && form.querySelector("textarea, select, input:not([type=hidden])")) follow(form);
  }
})();
