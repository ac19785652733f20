"""Names that only stand in a list of examples: 公用经费34.80万元，主要有办公费、公务用车运行维护费等，占14.05%."""

import re

from evaluations.claims.reading.prose_reading import ProseReading

EXAMPLES_BEGIN = re.compile("主要(?:有|包括|是|用于|为|集中在|体现在)(?:[^。；;\\d]*、)?[^。；;，,\\d]*$")
EXAMPLES_END = re.compile("(?:、[^。；;，,\\d]*)?等[^。；;，,、\\d]{0,6}[，,]")
REACH = 120  # characters before and behind a name


def is_example(reading: ProseReading, found: re.Match[str]) -> bool:
    """公用经费34.80万元，主要有办公费、公务用车运行维护费等，占14.05%: one of several things that the row before is spent on."""
    if not EXAMPLES_END.match(found.string, found.end(), found.end() + REACH):
        return False
    begin = max(reading.state.sentence_start, found.start() - REACH)
    return EXAMPLES_BEGIN.search(found.string, begin, found.start()) is not None
