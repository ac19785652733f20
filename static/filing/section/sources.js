// A figure that is typed over no longer comes from the cell below it; the server forgets that cell with the next save.
export function enhance(form) {
  form.addEventListener('input', event => {
    const cell = event.target.closest('td.has-beside'), link = cell && cell.querySelector('.cell-source');
    if (link) link.hidden = event.target.value !== event.target.defaultValue;
  });
}
