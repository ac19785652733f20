"""佐证材料: what files may be, how they are kept, and what of them a submission freezes. Pages lie in the stages."""
