"""What an organization looks back on, wants, and decides: initiatives, people, gaps, vision; committees and decisions."""
