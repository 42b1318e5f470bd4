"""`python -m crossread` does what `crossread` does."""

from crossread.cli import main

if __name__ == "__main__":
    main()
