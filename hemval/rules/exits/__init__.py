"""What is to become of each person whose provider stops: pure, so that it can be proved."""
