// How many reports are ticked, and a box that ticks all of the page. Without a script each is ticked by itself.

const told = document.querySelector('[data-picked]');
if (told) {
  const table = told.closest('form').querySelector('table'), without = told.textContent;
  const boxes = [...table.querySelectorAll('tbody input[name="pk"]')];
  const all = Object.assign(document.createElement('input'), { type: 'checkbox', className: 'form-check-input' });
  all.setAttribute('aria-label', '选择本页全部');
  const head = table.querySelector('thead .pick');
  head.textContent = '';
  head.appendChild(all);
  const count = () => {
    const picked = boxes.filter(box => box.checked).length;
    told.textContent = picked ? `已勾选 ${picked} 份：` : without;
    all.checked = picked === boxes.length;
    all.indeterminate = picked > 0 && !all.checked;
  };
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  table.tBodies[0].addEventListener('change', count);
  window.addEventListener('pageshow', count);
  count();
}
