"""The data: what an article is. Frozen, slotted attrs classes that hold builtins and each other."""
