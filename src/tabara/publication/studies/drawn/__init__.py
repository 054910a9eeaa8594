"""Pictures of a study, written as SVG: overlaps, intervals beside each other, a curve of sensitivity."""
