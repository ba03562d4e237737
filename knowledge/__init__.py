"""What the plans say, and how to ask them."""
