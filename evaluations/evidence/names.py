"""File names as people gave them, without what could mislead a reader or a file system."""

import unicodedata2 as unicodedata

from evaluations.language.character_table import mended_characters

LONGEST_FILE_NAME = 120
LONGEST_EXTENSION = 10
# Not allowed in a file name on Windows, which is where the reviewer will save it.
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
# Controls, reading direction and other invisible marks, halves of characters, private use, unassigned.
DROPPED_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Cn")
UNNAMED_FILE = "未命名"


def clean_name(given: str) -> str:
    """The last part of the path, in NFC, without hidden characters, at most 120 characters with its extension."""
    last = mended_characters(given).replace("\\", "/").rpartition("/")[2]
    kept = "".join(one for one in last if unicodedata.category(one) not in DROPPED_CATEGORIES)
    name = " ".join(unicodedata.normalize("NFC", kept).translate(FORBIDDEN_IN_NAMES).split()).rstrip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > LONGEST_EXTENSION:
        return name.strip(" .")[:LONGEST_FILE_NAME] or UNNAMED_FILE
    return f"{(stem.strip(' .') or UNNAMED_FILE)[: LONGEST_FILE_NAME - len(extension) - 1]}.{extension}"


def extension_of(name: str) -> str:
    """What follows the last dot, in small letters: "pdf"; empty without a dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""
