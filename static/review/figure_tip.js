// 今年, 上年, 批复, 全县中位数 of the figure that is pointed at or has the focus, and the cell that it was taken from.
const LABELS = ['今年', '上年', '批复', '全县中位数', '取自决算报表'];

export function figureTips() {
  const tip = document.querySelector('#figure-tip'), source = document.querySelector('#figures');
  const figures = source ? JSON.parse(source.textContent) : {};
  let shown = null;

  function hide() {
    if (shown) shown.removeAttribute('aria-describedby');
    shown = null;
    tip.hidden = true;
  }

  function show(element) {
    const found = figures[element.dataset.figure];
    if (!found || element === shown) return;
    hide();
    const [label, ...values] = found;
    tip.textContent = [label, ...values.map((text, at) => `${LABELS[at]}：${text}`)].join('\n');
    tip.hidden = false;
    shown = element;
    element.setAttribute('aria-describedby', tip.id);
    const box = element.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const below = box.bottom + 6 + own.height < innerHeight;
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    tip.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - own.height - 6)}px`;
  }

  const figure = event => event.target.closest && event.target.closest('[data-figure]');
  document.addEventListener('mouseover', event => {
    const at = figure(event);
    if (at) show(at); else if (!tip.contains(event.target)) hide();
  });
  document.addEventListener('focusin', event => { const at = figure(event); if (at) show(at); else hide(); });
  document.addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });
  addEventListener('scroll', hide, { passive: true });
}
