"""Support: customers' enquiries, answered from the knowledge or handed to a person by the binding's rules."""
