"""Setting a workspace up: the manifest, what is missing, and what people will see."""
