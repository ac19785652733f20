// What was typed before the scripts of a page were there is as much work as what is typed later: whoever listens for typing
// is told of it once, as soon as all listen. Asked before anything else touches the fields.
function differs(field) {
  if (field.matches('[type=checkbox], [type=radio]')) return field.checked !== field.defaultChecked;
  if (field.matches('select')) return field.selectedIndex !== Math.max(0, [...field.options].findIndex(one => one.defaultSelected));
  return field.matches('input:not([type=hidden]):not([type=file]), textarea') && field.value !== field.defaultValue;
}

export const typedEarly = form => [...form.elements].filter(differs);

// Who is still in the field has not left it yet: only then would a change be told.
export function tell(fields) {
  for (const field of fields) {
    field.dispatchEvent(new Event('input', { bubbles: true }));
    if (field !== document.activeElement || field.matches('select, [type=checkbox], [type=radio]')) {
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }
}
