// A click on a paragraph leads to the field that it was written in; words that were marked to be copied stay marked.
const paper = document.querySelector('#paper');

if (paper) {
  paper.addEventListener('click', event => {
    const paragraph = event.target.closest('p'), link = paragraph && paragraph.querySelector('.to-field');
    if (link && !event.target.closest('a') && !String(getSelection())) link.click();
  });
}
