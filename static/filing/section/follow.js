// The page becomes what the server would show if it were opened now. What is a person's stays: the focus and its caret,
// what was typed since, what is folded open, where one has scrolled to, and what scripts write (`data-own`).
const REGIONS = ['.side', 'main', 'aside.live'];
const CONTROLS = 'input, textarea, select';
const REMARK = '.said > li, .read-numbers, .read-numbers li';
// Of controls the server knows the default only; of folds, how they begin; `data-some` is said of the answer.
const NOT_FOLLOWED = /^(value|checked|open|aria-expanded|data-some)$/;
// What scripts mark: cells that were pasted, rows that are unfolded.
const MARKS = ['pasted', 'open'];

// Text → what the server holds of it, to which the places of its words belong: who writes in it keeps what was typed.
const held = new WeakMap();
export const heldText = text => (held.has(text) ? held.get(text) : text.defaultValue);

// Shows `html`, a whole page; `sent`: name → text of what was sent to get it.
export function follow(html, sent) {
  const fresh = new DOMParser().parseFromString(html, 'text/html'), here = document.activeElement;
  for (const node of fresh.querySelectorAll('[autofocus]')) node.removeAttribute('autofocus');
  const before = here.getBoundingClientRect().top;
  for (const region of REGIONS) {
    const old = document.querySelector(region), wanted = fresh.querySelector(region);
    if (old && wanted) meet(old, wanted, sent);
  }
  document.title = fresh.title;
  if (!here.isConnected) toText(here);
  else if (here !== document.activeElement) here.focus();
  // What came or went above the caret must not move it.
  const moved = here === document.body || !here.isConnected ? 0 : here.getBoundingClientRect().top - before;
  if (moved) window.scrollBy(0, moved);
}

// From a remark that went to the text that it was about.
function toText(gone) {
  const remark = gone.closest('li, .read-numbers'), link = remark && remark.querySelector('a[data-word]');
  const text = link && document.getElementById(link.hash.slice(1));
  if (text) text.focus({ preventScroll: true });
}

function alike(one, other) {
  if (one.nodeName !== other.nodeName) return false;
  if (one.nodeType !== Node.ELEMENT_NODE) return true;
  if (one.id !== other.id || one.getAttribute('name') !== other.getAttribute('name')) return false;
  return one.id !== '' || one.classList[0] === other.classList[0];
}

function meet(old, fresh, sent) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if (old.dataset.own !== undefined || fresh.dataset.same !== undefined) return;
  attributes(old, fresh);
  if (fresh.dataset.some !== undefined) some(fresh, sent);
  else if (old.nodeName !== 'TEXTAREA' && !kept(old, fresh)) children(old, fresh, sent);
  if (old.matches(CONTROLS)) value(old, fresh, sent);
}

// A sum of which a part is missing is empty on the server; what grid.js has added up so far stays.
const kept = (old, fresh) => old.dataset.sum !== undefined && fresh.textContent === '';

function attributes(old, fresh) {
  const marks = MARKS.filter(one => old.classList.contains(one));
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !NOT_FOLLOWED.test(name)) old.removeAttribute(name);
  for (const one of fresh.attributes) {
    if (!NOT_FOLLOWED.test(one.name) && old.getAttribute(one.name) !== one.value) old.setAttribute(one.name, one.value);
  }
  if (marks.length) old.classList.add(...marks);
}

// Of a long list what changed alone, by its id; nothing in it comes or goes.
function some(fresh, sent) {
  for (const node of fresh.querySelectorAll('tr[id]')) meet(document.getElementById(node.id), node, sent);
}

// In order: what matches is met, what is missing comes, what is left over goes.
function children(old, fresh, sent) {
  let at = old.firstChild;
  const pass = end => {
    while (at !== end) {
      const gone = at;
      at = at.nextSibling;
      if (!personal(gone)) gone.remove();
    }
  };
  for (const node of [...fresh.childNodes]) {
    let found = at;
    // The blanks between two elements are no landmark.
    while (found && !alike(found, node)) found = node.nodeType === Node.ELEMENT_NODE ? found.nextSibling : null;
    if (found) {
      pass(found);
      at = found.nextSibling;
      meet(found, node, sent);
    } else {
      old.insertBefore(node, at);
      adopt(node, sent);
    }
  }
  pass(null);
}

// A field that now stands elsewhere, e.g. a reason that is no longer folded away: the one that is typed in goes there.
function adopt(node, sent) {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const field of node.querySelectorAll(CONTROLS)) {
    const own = [...document.getElementsByName(field.name)].find(one => one !== field && one.id === field.id);
    if (!own) continue;
    attributes(own, field);
    value(own, field, sent);
    field.replaceWith(own);
  }
}

// What holds something typed, or the focus, or what scripts write, does not go. The list of faults that a page opens with
// has the focus itself, and goes when they are mended; so does a remark on a text, whose link is the next stop of Tab.
function personal(node) {
  if (node.nodeType === Node.ELEMENT_NODE && node.matches(REMARK)) return false;
  const holds = `[data-own], ${CONTROLS}, :focus`;
  return node.nodeType === Node.ELEMENT_NODE && (node.matches(`[data-own], ${CONTROLS}`) || node.querySelector(holds) !== null);
}

const lines = text => text.replace(/\r\n?/g, '\n');

function value(old, fresh, sent) {
  const was = lines(sent.get(old.name) || '');
  if (old.nodeName === 'TEXTAREA') held.set(old, fresh.value);
  if (old === document.activeElement || old.type === 'radio') return;
  if (old.type === 'checkbox') {
    if ((old.checked ? 'on' : '') === was) old.checked = fresh.checked;
  } else if (old.value === was && old.value !== fresh.value) old.value = fresh.value;
}

// What a colleague changed, in the inputs that hold what was sent and that nobody is in; the server knows which it is. Whether
// the page shows all of it now.
export function take(form, texts, sent) {
  let shown = true;
  for (const [name, text] of Object.entries(texts)) {
    const input = form.elements.namedItem(name);
    if (!(input instanceof HTMLElement)) continue;
    if (input.type === 'checkbox' && input !== document.activeElement) input.checked = text === 'on';
    else if (input !== document.activeElement && input.value === lines(sent.get(name) || '')) input.value = text;
    else shown = shown && input.value === text;
  }
  return shown;
}
