"""Let ``python -m hemval`` do what ``hemval`` does."""

from hemval.cli import main

if __name__ == "__main__":
    main(prog_name="hemval")
