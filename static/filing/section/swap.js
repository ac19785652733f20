// Parts of the page that the server computes, exchanged in place. Focus, caret and scrolling stay where they are:
// a part that somebody is in waits until it is left.
const waiting = new Map();

export function swap(element, html) {
  if (!element) return;
  if (element.contains(document.activeElement)) {
    if (!waiting.has(element)) element.addEventListener('focusout', () => later(element), { once: true });
    waiting.set(element, html);
    return;
  }
  const folds = [...element.querySelectorAll('details')].map(one => one.open);
  const box = element.closest('.side, .live') || element, top = box.scrollTop;
  element.innerHTML = html;
  element.querySelectorAll('details').forEach((one, n) => { if (n in folds) one.open = folds[n]; });
  box.scrollTop = top;
}

function later(element) {
  // The new focus is known only after the event.
  setTimeout(() => {
    const html = waiting.get(element);
    waiting.delete(element);
    swap(element, html);
  });
}

// What the checks say under each text: nothing there can hold the focus.
export function exchange(parts) {
  for (const [id, html] of Object.entries(parts)) {
    const fresh = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    const old = document.getElementById(id);
    if (old) old.replaceWith(fresh);
  }
}

// Grey cells, and the values and scores of annex 1.
export function fill(texts) {
  for (const [id, text] of Object.entries(texts)) {
    const cell = document.getElementById(id);
    // A sum of which a part is missing is empty on the server; what grid.js has added up so far stays.
    if (cell && (text || !cell.dataset.sum)) cell.textContent = text;
  }
}

// What a colleague changed, in the inputs that hold what was sent and that nobody is in; the server knows which it is.
export function take(form, texts, sent) {
  for (const [name, text] of Object.entries(texts)) {
    const input = form.elements.namedItem(name);
    if (!(input instanceof HTMLElement) || input === document.activeElement) continue;
    if (input.type === 'checkbox') input.checked = text === 'on';
    else if (input.value === (sent.get(name) || '')) input.value = text;
  }
}
