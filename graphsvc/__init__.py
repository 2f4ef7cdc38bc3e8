"""Who answers for a household, in both lines of governance, and how a matter climbs from there."""

__version__ = "0.1.0"
