"""Pages as others write them with Django's own means: peers for ours, measured by benchmarks/stock_pages.py."""
