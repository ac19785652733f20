// Leaving the report ends the claim: other reviewers need not wait for half an hour. Pages of the same report are no leaving.
let stays = false;

function sameReport(address) {
  return address.origin === location.origin && address.pathname.startsWith(location.pathname.match(/^.*\/review\/\d+\//)[0]);
}

function leave() {
  const held = document.querySelector('[data-claim]');   // it comes with the first comment
  if (stays || !held) return;
  const sent = new FormData();
  sent.append('leaving', '1');
  sent.append('csrfmiddlewaretoken', held.querySelector('[name=csrfmiddlewaretoken]').value);
  navigator.sendBeacon(held.getAttribute('action'), sent);
}

if (navigator.sendBeacon) {
  // What stays on the page (desk.js) has been held back by the time the window hears of it.
  addEventListener('click', event => {
    const link = !event.defaultPrevented && event.target.closest('a[href]');
    if (link) stays = link.target === '_blank' || sameReport(new URL(link.href));
  });
  addEventListener('submit', event => { if (!event.defaultPrevented) stays = true; });
  addEventListener('pagehide', leave);
}
