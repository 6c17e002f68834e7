"""The four example municipalities, each through the real applications: what is special there."""
