"""The valve: domain rows become de-identified views, the only source of figures. No name passes."""
