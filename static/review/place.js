// Comments where one reads: a figure, a text's 提意见 or a finding opens its place below the line; saving stays there.
import { ask, takeParts } from './parts.js';

const UNSAVED = '没有保存：连不上服务器。您写的还在，请稍后再按一次“保存意见”。';
const OPENERS = 'a.fig, a.say, .turn a, [data-edit], [data-again], a.jump-to';

export function comments() {
  const kept = new Map();   // address → box with something typed that was folded away
  let open = null, opener = null;

  const typed = box => {
    const text = box && box.querySelector('textarea[name="body"]');
    return Boolean(text) && text.value !== text.defaultValue;
  };

  function fold(focus = true) {
    if (!open) return false;
    if (typed(open)) kept.set(open.dataset.address, open); else kept.delete(open.dataset.address);
    (open.closest('tr.in-place-row') || open).remove();
    open = null;
    if (focus && opener && opener.isConnected) opener.focus();
    return true;
  }

  // Below the row of a table, the paragraph or the finding that was pressed.
  function put(box, at, address) {
    fold(false);
    box.dataset.address = address;
    const row = at.closest('tr'), block = at.closest('li, p.spot, p, .comment');
    if (row && !at.closest('.in-place')) {
      const line = document.createElement('tr'), cell = document.createElement('td');
      line.className = 'in-place-row';
      cell.className = 'in-place-cell';
      cell.colSpan = [...row.cells].reduce((sum, one) => sum + one.colSpan, 0) || 1;
      cell.append(box);
      line.append(cell);
      row.after(line);
    } else (block || at).after(box);
    open = box;
    opener = at;
    const text = box.querySelector('textarea[name="body"]');
    (text || box).focus({ preventScroll: true });
    if (text) text.setSelectionRange(text.value.length, text.value.length);
    box.scrollIntoView({ block: 'nearest' });
  }

  async function openAt(at, address = at.href) {
    const known = kept.get(address);
    if (known) { put(known, at, address); return; }
    const found = await ask(address).catch(() => null);
    const box = found && found.querySelector('[data-place]');
    if (!box) { location.assign(address); return; }
    const own = opener && opener.isConnected && at.closest('.in-place') ? opener : at;
    put(document.adoptNode(box), own, address);
  }

  function fail(form, words) {
    const line = form.querySelector('.in-place-failed') || document.createElement('p');
    line.className = 'in-place-failed';
    line.setAttribute('role', 'alert');
    line.textContent = words;
    form.append(line);
  }

  async function send(form) {
    const box = form.closest('[data-place]');
    form.setAttribute('aria-busy', 'true');
    const found = await ask(form.action, new FormData(form)).catch(() => undefined);
    form.removeAttribute('aria-busy');
    if (found === undefined) { fail(form, UNSAVED); return; }
    if (!found) { form.submit(); return; }
    const fresh = found.querySelector('[data-place]');
    if (box && fresh) {
      fresh.dataset.address = box.dataset.address;
      kept.delete(box.dataset.address);
      box.replaceWith(fresh);
      open = fresh;
      markSaid(fresh);
      (fresh.querySelector('[aria-invalid="true"], .invalid-feedback') || fresh).focus({ preventScroll: true });
    }
    const told = !box && fresh && fresh.querySelector('.in-place-said'), notices = document.querySelector('#notices');
    if (told) notices.textContent = told.textContent;
    takeParts(found);
  }

  // The mark on what was pressed follows at once.
  function markSaid(box) {
    const target = opener && (opener.matches('a.fig') ? opener : opener.closest('.spot'));
    if (target && !box.querySelector('form.comment-form')) target.classList.toggle('has-said', box.querySelector('.comment:not(.is-closed)') !== null);
  }

  document.addEventListener('click', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const folding = event.target.closest('[data-fold]');
    if (folding && folding.closest('.in-place')) { event.preventDefault(); fold(); return; }
    const at = event.target.closest(OPENERS);
    if (!at) return;
    event.preventDefault();
    if (at.matches('a.jump-to')) goTo(at.dataset.jump, at.getAttribute('href')); else openAt(at);
  });
  document.addEventListener('submit', event => {
    const form = event.target.closest('form[data-inplace]');
    if (!form) return;
    event.preventDefault();
    if (form.getAttribute('aria-busy') !== 'true') send(form);
  });
  document.addEventListener('change', event => {
    const choice = event.target.closest('.in-place select[name="phrase"]');
    if (!choice || !choice.value) return;
    const text = choice.form.elements.body;
    text.value += choice.value;
    choice.value = '';
    text.focus();
  });
  addEventListener('beforeunload', event => {
    if (typed(open) || [...kept.values()].some(typed)) event.preventDefault();
  });
  return { fold, openAt, save: () => open && open.querySelector('form.comment-form') && send(open.querySelector('form.comment-form')) };
}

// Show a figure by its name, or what leads to an address; the last on the page, where the tables are.
export function goTo(figure, address) {
  const named = figure ? [...document.querySelectorAll('.paper [data-figure]')].filter(one => one.dataset.figure === figure) : [];
  const led = address ? [...document.querySelectorAll('.paper a')].filter(one => one.getAttribute('href') === address) : [];
  const target = [...named, ...led].pop();
  for (const old of document.querySelectorAll('.paper .is-here')) old.classList.remove('is-here');
  if (!target) return null;
  (target.closest('.spot') || target).classList.add('is-here');
  target.classList.add('is-here');
  target.scrollIntoView({ block: 'center' });
  return target;
}
