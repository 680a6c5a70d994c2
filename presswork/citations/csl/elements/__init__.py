"""The rendering elements of CSL, one module each, as a style is compiled into them."""
