"""Analytics host: the customer's journey and the return on investment, from the event log."""
