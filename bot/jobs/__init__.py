"""What the scheduler wakes: deliveries, provisioning, and the nightly check."""
