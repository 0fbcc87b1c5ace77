// Laid out in ARCHITECTURE.md; filled floor by floor.
