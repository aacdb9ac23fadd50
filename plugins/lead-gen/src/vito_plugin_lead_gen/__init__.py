"""Lead qualification: decides which interactions are leads, and says so with the contact's own words."""
