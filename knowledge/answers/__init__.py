"""What an answer says, for each kind of thing that is asked."""
