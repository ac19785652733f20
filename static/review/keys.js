// One key an act. Never while something is typed; they can be switched off (WCAG 2.1.4), and each is a button as well.
import { goTo } from './place.js';

const OFF = 'jixiao-desk-keys-off';

export function listenForKeys({ showTab, sheet, places }) {
  const help = document.querySelector('#keys'), tick = help.querySelector('[data-keys-on]');
  tick.checked = !off();
  tick.addEventListener('change', () => {
    try { if (tick.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, '1'); } catch { /* for this page only */ }
  });
  const toggle = () => { help.hidden = !help.hidden; if (!help.hidden) help.focus(); };
  document.addEventListener('click', event => { if (event.target.closest('[data-keys]')) toggle(); });
  const reveal = () => { document.querySelector('.keys-button').hidden = false; };
  document.addEventListener('desk:parts', reveal);
  reveal();

  function step(by) {
    const found = [...document.querySelectorAll('[data-finding]')], at = found.findIndex(one => one.classList.contains('is-here'));
    const next = found[Math.max(0, Math.min(found.length - 1, at < 0 ? 0 : at + by))];
    if (!next) return;
    showTab(1);
    for (const one of found) one.classList.toggle('is-here', one === next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
    goTo(next.dataset.figureName, next.dataset.address);
  }

  // Where the focus is; else the finding that was stepped to.
  function comment() {
    const here = document.activeElement;
    if (here.matches('a.fig, a.say')) { places.openAt(here); return; }
    const spot = here.closest('.spot'), say = spot && spot.querySelector('a.say');
    if (say) { places.openAt(say); return; }
    const finding = document.querySelector('[data-finding].is-here .turn a');
    if (finding) places.openAt(finding);
  }

  // The finding that was stepped to is accepted, or opened again.
  function accept() {
    const button = document.querySelector('[data-finding].is-here .acceptance button');
    if (button) button.click();
  }

  const follow = key => { const link = document.querySelector(`[data-key="${key}"]`); if (link) link.click(); };
  const decide = mode => document.querySelector(`[data-decide="${mode}"]`) && sheet.open(mode);
  const keys = {
    j: () => step(1), k: () => step(-1), n: () => follow('n'), p: () => follow('p'), c: comment, y: accept,
    a: () => decide('approve'), r: () => decide('return'), '?': toggle,
  };

  document.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      if (!help.hidden) toggle(); else if (!sheet.fold()) places.fold();
      return;
    }
    const typing = event.target.matches('input:not([type="radio"]):not([type="checkbox"]), textarea, select');
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.closest('.comment-form')) {
      event.preventDefault();
      places.save();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !tick.checked) return;
    const act = /^[1-6]$/.test(event.key) ? () => showTab(Number(event.key)) : keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function off() {
  try { return localStorage.getItem(OFF) === '1'; } catch { return false; }
}
