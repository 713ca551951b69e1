"""What articles go out as, a file a format."""
