"""From an approved, frozen submission to a PDF and a public page; never reads a draft."""
