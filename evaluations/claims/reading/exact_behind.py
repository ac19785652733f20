"""约693万元（692.69万元）: what was said roughly, said exactly in a bracket right behind it."""

from evaluations.claims.claim_nouns import PrintedNumber
from evaluations.claims.reading.prose_reading import ProseReading


def says_exactly(reading: ProseReading, number: PrintedNumber) -> bool:
    """Whether a number is the rough one before it; then it is one more claim about the same."""
    last = reading.claims[-1] if reading.claims else None
    if last is None or last.number is None or last.number.unit != number.unit or last.number.step <= number.step:
        return False
    between = reading.prose.text[last.number.until : number.start]
    near = max(last.number.step, last.number.high - last.number.value)
    if between not in ("(", "(即") or abs(number.value - last.number.value) > near:
        return False
    start, end = reading.prose.written(number.start, number.end)
    quote = last.quote + reading.prose.as_written(last.number.until, number.until)
    reading.claims.append(last._replace(number=number, start=start, end=end, quote=quote, order=len(reading.claims)))
    return True
