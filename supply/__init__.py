"""What Crossread is made of: the lock file with hashes, and the licences of all that it installs."""
