"""The support module's host: a helpdesk of tickets."""
