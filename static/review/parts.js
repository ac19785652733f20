// Asking the server for parts of the open page, and putting them in the place of the old ones.
const HEADERS = { 'HX-Request': 'true' };

// The answer as a document, or null where it is none of ours (a page to sign in, a proxy's error): then the plain way goes.
export async function ask(address, body) {
  // The list that the report was opened from stands in the address of the page.
  const asked = body && !address.includes('?') ? address + location.search : address;
  const answer = await fetch(asked, { method: body ? 'POST' : 'GET', body, headers: HEADERS, credentials: 'same-origin' });
  const found = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return found.querySelector('[data-place], [data-part]') ? found : null;
}

// The parts of an answer; a part that holds the focus or something being typed stays until it is left.
export function takeParts(found) {
  for (const part of found.querySelectorAll('[data-part]')) {
    const old = document.getElementById(part.id);
    if (!old || old.isEqualNode(part)) continue;
    const here = old.contains(document.activeElement) && document.activeElement;
    if (here && here.matches('input, textarea')) continue;
    const again = here && [...part.querySelectorAll('a, button')].find(one => one.textContent === here.textContent);
    old.replaceWith(part);
    if (here) (again || document.querySelector('main')).focus();
  }
  document.dispatchEvent(new CustomEvent('desk:parts'));
}

export async function renewParts() {
  try {
    const found = await ask(location.pathname + location.search);
    if (found) takeParts(found);
  } catch { /* the next time */ }
}
