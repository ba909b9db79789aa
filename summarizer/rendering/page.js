
"use strict";
(() => {
  const space = 8;
  let shown = null;   // the button whose note is open
  let pinned = false; // opened by a click: stays until dismissed
  let waiting = 0;

  const noteOf = (button) => document.getElementById(button.getAttribute("popovertarget"));

  function place(button, note) {
    const page = document.documentElement.clientWidth;
    if (page < 544) return; // on a phone the note keeps its place at the lower edge
    const anchor = button.getBoundingClientRect();
    const width = Math.min(480, page - 2 * space);
    const middle = anchor.left + anchor.width / 2 - width / 2;
    note.style.inset = "auto";
    note.style.width = `${width}px`;
    note.style.left = `${Math.max(space, Math.min(middle, page - width - space))}px`;
    const height = note.getBoundingClientRect().height;
    const below = anchor.bottom + space;
    const fits = below + height <= window.innerHeight - space || anchor.top < height + 2 * space;
    note.style.top = `${fits ? below : anchor.top - height - space}px`;
  }

  function show(button, pin) {
    window.clearTimeout(waiting);
    const note = noteOf(button);
    if (!note.matches(":popover-open")) note.showPopover({ source: button });
    place(button, note);
    shown = button;
    pinned = pin;
    button.setAttribute("aria-expanded", "true");
  }

  function hide() {
    window.clearTimeout(waiting);
    if (shown && noteOf(shown).matches(":popover-open")) noteOf(shown).hidePopover();
  }

  // Scrolling moves the citation, also when focus brings it into view: the note goes with it.
  function follow() {
    if (!shown) return;
    const anchor = shown.getBoundingClientRect();
    const away = anchor.bottom < 0 || anchor.top > window.innerHeight;
    if (away && shown !== document.activeElement) hide();
    else place(shown, noteOf(shown));
  }

  function hideSoon() {
    window.clearTimeout(waiting);
    if (!pinned) waiting = window.setTimeout(hide, 200);
  }

  function open(hash) {
    const mark = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    const details = mark && mark.closest("details");
    if (!details) return;
    details.open = true;
    mark.scrollIntoView({ block: "center" });
  }

  if (typeof HTMLElement.prototype.showPopover === "function") {
    for (const button of document.querySelectorAll("button.cite")) {
      const note = noteOf(button);
      button.setAttribute("aria-expanded", "false");
      for (const element of [button, note]) {
        element.addEventListener("pointerenter", (event) => {
          if (event.pointerType === "mouse") show(button, pinned && shown === button);
        });
        element.addEventListener("pointerleave", hideSoon);
        element.addEventListener("focusout", (event) => {
          if (!note.contains(event.relatedTarget) && event.relatedTarget !== button) hideSoon();
        });
      }
      button.addEventListener("focus", () => {
        if (button.matches(":focus-visible")) show(button, false);
      });
      button.addEventListener("click", (event) => {
        event.preventDefault();
        if (shown === button && pinned) hide();
        else show(button, true);
      });
      note.addEventListener("toggle", (event) => {
        if (event.newState !== "closed") return;
        button.setAttribute("aria-expanded", "false");
        if (shown === button) [shown, pinned] = [null, false];
      });
      note.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        if (!link) return;
        hide();
        open(link.hash);
      });
    }
    window.addEventListener("scroll", follow, { passive: true });
    window.addEventListener("resize", hide);
  }
  window.addEventListener("hashchange", () => open(window.location.hash));
  open(window.location.hash);
})();
