"""What is held about one contact: its export and its erasure, each a workflow with a receipt."""
