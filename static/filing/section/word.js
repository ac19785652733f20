// The word that a remark under a text is about: its link marks the word in the text. Without this script it leads to the text.
export function enhance(form) {
  form.addEventListener('click', event => {
    const link = event.target.closest('a[data-word]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field || !field.setSelectionRange) return;
    event.preventDefault();
    const [start, end] = link.dataset.word.split(' ').map(Number);
    field.focus();
    field.setSelectionRange(start, end);
    // A browser scrolls a text to its caret, not to what is marked: about the share of the text before it.
    field.scrollTop = field.scrollHeight * (start / Math.max(1, field.value.length)) - field.clientHeight / 2;
  });
}
