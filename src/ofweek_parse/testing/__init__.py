"""For other projects' tests: sample posts."""
