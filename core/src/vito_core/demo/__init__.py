"""`vito demo`: the customer journey end to end, driven through the public API as any client would drive it."""
