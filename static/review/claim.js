/* Leaving the report ends the claim: other reviewers need not wait for half an hour. Pages of the same report are no leaving. */

const held = document.querySelector("[data-claim]");
let stays = false;

function sameReport(address) {
  return address.origin === location.origin && address.pathname.startsWith(location.pathname.match(/^.*\/review\/\d+\//)[0]);
}

function leave() {
  if (stays) return;
  const sent = new FormData();
  sent.append("leaving", "1");
  sent.append("csrfmiddlewaretoken", held.querySelector("[name=csrfmiddlewaretoken]").value);
  navigator.sendBeacon(held.dataset.claim, sent);
}

if (held && navigator.sendBeacon) {
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href]");
    if (link) stays = link.target === "_blank" || sameReport(new URL(link.href));
  });
  document.addEventListener("submit", () => { stays = true; });
  addEventListener("pagehide", leave);
}
