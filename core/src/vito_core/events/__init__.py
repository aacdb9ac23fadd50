"""The event log: appended in the transaction of the change, dispatched afterwards."""
