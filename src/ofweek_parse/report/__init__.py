"""The HTML report of ``ofweek-parse report``: collecting, drawing and rendering."""
