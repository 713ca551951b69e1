"""The fast path: reads posts of the usual shape with the same result as the reference path, in less time."""
