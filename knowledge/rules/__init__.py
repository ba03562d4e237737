"""The ways of answering: each looks at an inquiry and says something, or leaves it to the next."""
