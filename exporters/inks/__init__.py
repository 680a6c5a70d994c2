"""The colours of a PDF as printing inks: black alone, or the four of a printing press.

WeasyPrint writes colours of a screen. What a PDF is drawn with is gone through once it is written:
`spaces` says what colours mean, `mixing` what they become, `painting` changes what draws,
`photographs` what is made of pixels, and `gradients` what runs from one colour to another.
"""

from .converting import convert_drawing, convert_file
from .functions import UnfitError
from .mixing import BLACK, FourInks, Inks, ProfileError, four_inks

__all__ = [
    "BLACK",
    "FourInks",
    "Inks",
    "ProfileError",
    "UnfitError",
    "convert_drawing",
    "convert_file",
    "four_inks",
]
