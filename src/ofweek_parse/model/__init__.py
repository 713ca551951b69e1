"""The data model: frozen attrs classes that contain built-in types and each other."""
