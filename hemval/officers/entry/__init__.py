"""Keying in what came on paper, by telephone or at a visit."""
