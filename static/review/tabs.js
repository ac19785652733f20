// The six parts beside the report as tabs. Without a script they stand below each other, and the links jump to them.

export function tabs(beside) {
  const list = beside.querySelector('.desk-tabs'), links = [...list.querySelectorAll('a')];
  const panel = link => document.getElementById(link.hash.slice(1));
  list.setAttribute('role', 'tablist');
  for (const link of links) {
    link.parentElement.setAttribute('role', 'presentation');
    link.setAttribute('role', 'tab');
    link.setAttribute('aria-controls', link.hash.slice(1));
  }
  // A part that came new from the server has no role yet.
  const dress = () => {
    for (const link of links) {
      panel(link).setAttribute('role', 'tabpanel');
      panel(link).hidden = link.getAttribute('aria-selected') !== 'true';
    }
  };
  const show = (number, focus = false) => {
    const chosen = links[number - 1];
    if (!chosen) return;
    for (const link of links) {
      link.setAttribute('aria-selected', String(link === chosen));
      link.tabIndex = link === chosen ? 0 : -1;
    }
    dress();
    if (focus) chosen.focus();
    beside.scrollTop = 0;
  };
  list.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    show(links.indexOf(link) + 1);
  });
  list.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], at = links.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    show((at + step + links.length) % links.length + 1, true);
  });
  document.addEventListener('desk:parts', dress);
  show(asked(links) || Number(list.dataset.first));
  return show;
}

// What the address leads to.
function asked(links) {
  const wanted = location.hash.startsWith('#comment-') ? '#comments' : location.hash;
  return links.findIndex(link => link.hash === wanted) + 1;
}
