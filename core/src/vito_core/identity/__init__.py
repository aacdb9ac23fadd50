"""Who calls: keys, staff, end users, service accounts, and what each may do."""
