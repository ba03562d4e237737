"""A released plan document becomes sections and facts."""
