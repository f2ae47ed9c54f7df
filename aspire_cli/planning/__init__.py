"""Plans and comparisons: budgets by fiscal year, schemes and calls side by side, a proposal to start from."""
