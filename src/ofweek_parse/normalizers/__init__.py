"""What makes an article out of what was read: pure steps from `Article` to `Article`, one file a concern."""
