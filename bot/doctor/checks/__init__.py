"""The checks, a file a matter: each yields what it finds of a subject, and changes nothing."""
