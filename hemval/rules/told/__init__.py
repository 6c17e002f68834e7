"""What the rules say, in sentences for citizens and officers."""
