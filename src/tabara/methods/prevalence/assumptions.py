"""What has to be true for an estimate to mean anything, in words. Whoever signs an estimate says why each holds."""

CLOSED = "The population is closed: nobody became or ceased to be one of these people during the period of the lists."
LINKED = "Each person is linked to themselves on the lists and to nobody else; a link missed makes the estimate larger."
MEANT = "Every list holds people of the same definition; nobody stands on one who is not one of them."
ALIKE = "People have the same chances of standing on the lists, but for what the model's interactions take up."
PAIRS = "Lists depend on each other in pairs only; interactions of three lists or more are nought."
NO_HIGHEST = "What the lists say about those seen holds for those whom nobody has seen: no table can show that it does."

COMMON = (CLOSED, LINKED, MEANT, ALIKE, NO_HIGHEST)
