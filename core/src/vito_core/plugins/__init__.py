"""What becomes of plugins: lifecycle, settings, quarantine, permissions, traces."""
