// How many reports are ticked, and a box that ticks all of the page. Without a script each is ticked by itself.

const told = document.querySelector('[data-picked]');
if (told) {
  const table = told.closest('form').querySelector('table'), without = told.textContent;
  const boxes = [...table.querySelectorAll('tbody input[name="pk"]')];
  const made = () => Object.assign(document.createElement('input'), { type: 'checkbox', className: 'form-check-input' });
  const head = table.querySelector('thead .pick'), label = document.createElement('label'), everywhere = [made(), made()];
  everywhere[0].setAttribute('aria-label', '选择本页全部');
  head.textContent = '';
  head.appendChild(everywhere[0]);
  // On a phone the list has no head: there the box stands above it.
  label.className = 'pick-all';
  label.appendChild(everywhere[1]);
  label.appendChild(document.createTextNode('全选本页'));
  told.parentNode.insertBefore(label, told);
  const count = () => {
    const picked = boxes.filter(box => box.checked).length;
    told.textContent = picked ? `已勾选 ${picked} 份：` : without;
    for (const all of everywhere) {
      all.checked = picked === boxes.length;
      all.indeterminate = picked > 0 && !all.checked;
    }
  };
  for (const all of everywhere) all.addEventListener('change', () => {
    for (const one of boxes) one.checked = all.checked;
    count();
  });
  table.tBodies[0].addEventListener('change', count);
  window.addEventListener('pageshow', count);
  count();
}
