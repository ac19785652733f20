// 退回 and 通过 in the head open the decision as a sheet: what passes is read once, one more press makes it so.
export function decisionSheet() {
  const form = document.querySelector('#decision');
  // A page that was opened while a colleague held the report has none: it comes with a new one.
  if (!form) {
    document.addEventListener('click', event => { if (event.target.closest('[data-decide]')) { event.preventDefault(); location.reload(); } });
    return { open: () => { location.reload(); return true; }, fold: () => false };
  }
  const refused = form.querySelector('.invalid-feedback') !== null;
  const cancel = form.querySelector('[data-fold]');
  let from = null;
  form.classList.add('is-sheet');
  form.hidden = true;
  cancel.hidden = false;

  function fold() {
    if (form.hidden) return false;
    form.hidden = true;
    if (from && from.isConnected) from.focus();
    return true;
  }

  function open(mode) {
    from = document.activeElement;
    form.dataset.mode = mode;
    form.hidden = false;
    (mode === 'approve' ? form.querySelector('.btn-primary') : form.elements.reason).focus();
    return true;
  }

  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-decide]');
    if (opener) { event.preventDefault(); open(opener.dataset.decide); }
  });
  cancel.addEventListener('click', fold);
  if (refused) open('return');
  // Pressed before this script was there: the link has led to the form, which stays open with both ways.
  else if (location.hash === '#decision') {
    history.replaceState(null, '', location.pathname + location.search);
    open('');
  }
  return { open, fold };
}
