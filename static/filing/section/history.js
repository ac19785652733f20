// What was pasted and typed, to be taken back step by step as in Excel; a paste is one step, whatever its size.
const steps = [];
const MOST = 50;

export function remember(step) {
  steps.push(step);
  if (steps.length > MOST) steps.shift();
}

// Takes back the last step, or the last one that `wanted` accepts; `put` writes a cell. Cells that were changed after the
// step stay as they are. Returns the step with the number of cells that stayed, or nothing when there is none.
export function back(put, wanted = () => true) {
  const found = steps.filter(wanted).pop();
  if (!found) return undefined;
  const [step] = steps.splice(steps.indexOf(found), 1), mine = step.cells.filter(one => one.cell.value === one.after);
  for (const one of mine) put(one);
  for (const row of step.rows || []) row.remove();
  return { ...step, stayed: step.cells.length - mine.length };
}

export const last = wanted => steps.filter(wanted).pop();
