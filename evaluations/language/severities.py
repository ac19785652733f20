"""How much a finding weighs: one word each, on every page, in every paper and in every command's output."""

ERROR_LEVEL, WARNING_LEVEL, HINT_LEVEL = "error", "warning", "hint"
# From the gravest to the least: an error stops a submission, a warning needs an explanation, a hint informs.
SEVERITY_LABELS = {ERROR_LEVEL: "错误", WARNING_LEVEL: "警告", HINT_LEVEL: "提示"}
SEVERITY_ORDER = {level: place for place, level in enumerate(SEVERITY_LABELS)}
