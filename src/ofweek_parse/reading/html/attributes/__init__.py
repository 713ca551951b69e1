"""The meaning of attributes: styles, languages, images, formulas, and text that has no field."""
