"""Prints the characters that the document font keeps.

Simplified Chinese as daily use and names need it (GB 2312 and the General Standard of 2013, whose characters beyond GB 2312
stand in the file given), the common traditional ones (Big5 level 1), and the Latin, Greek and Cyrillic letters, signs,
arrows, figures and full-width forms that reports use.
"""

import sys

RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2000, 0x206F),
    (0x20A0, 0x20BF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF),
    (0x2600, 0x27BF), (0x3000, 0x303F), (0x3200, 0x33FF), (0xFF00, 0xFFEF), (0xFFFD, 0xFFFD),
]


def two_bytes(codec, leads):
    trails = list(range(0x40, 0x7F)) + list(range(0xA1, 0xFF))
    return {bytes([a, b]).decode(codec, "ignore") for a in leads for b in trails}


characters = {chr(c) for first, last in RANGES for c in range(first, last + 1)}
characters |= two_bytes("gb2312", range(0xA1, 0xF8)) | two_bytes("big5", range(0xA4, 0xC7))
with open(sys.argv[1], encoding="utf-8") as extra:
    characters |= set(extra.read())
sys.stdout.reconfigure(encoding="utf-8")
print("".join(sorted(c for c in characters if len(c) == 1 and c != "\n")))
