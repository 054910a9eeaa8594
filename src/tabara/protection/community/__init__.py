"""Who watches over a hill, and what they hear: community focal points, and the alerts that reach an agency."""
