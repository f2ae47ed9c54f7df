"""The shape of a proposal, by its JSON Schema."""
