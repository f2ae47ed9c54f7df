"""What each command shows to people, as blocks of a page."""
