"""The forms, and what turns their fields into GOV.UK's components."""

from tabara.interfaces.web.forms.base import Choices, DayField, Form, ManyCodes, OneCode, YesNo, code_choices

__all__ = ["Choices", "DayField", "Form", "ManyCodes", "OneCode", "YesNo", "code_choices"]
