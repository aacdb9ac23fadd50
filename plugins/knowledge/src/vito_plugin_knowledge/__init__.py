"""The knowledge of a tenant and its twins: pages in, passages with citations out."""
