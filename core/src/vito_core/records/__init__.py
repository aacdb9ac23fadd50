"""The records that a tenant's staff and the platform keep by API: pages of them, one of them, changes to them."""
