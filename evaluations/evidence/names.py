"""File names as people gave them, without what could mislead a reader or a file system."""

import unicodedata

LONGEST = 120
LONGEST_EXTENSION = 10
# Not allowed in a file name on Windows, which is where the reviewer will save it.
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
# Controls, reading direction and other invisible marks, halves of characters, private use, unassigned.
DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")
UNNAMED = "未命名"


def clean_name(given: str) -> str:
    """The last part of the path, in NFC, without hidden characters, at most 120 characters with its extension."""
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(one for one in last if unicodedata.category(one) not in DROPPED)
    name = " ".join(unicodedata.normalize("NFC", kept).translate(FORBIDDEN).split()).rstrip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > LONGEST_EXTENSION:
        return name.strip(" .")[:LONGEST] or UNNAMED
    return f"{(stem.strip(' .') or UNNAMED)[: LONGEST - len(extension) - 1]}.{extension}"


def extension_of(name: str) -> str:
    """What follows the last dot, in small letters: "pdf"; empty without a dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""
