"""What people see and answer: pure functions from facts to a card, and the reader of each form beside it."""
