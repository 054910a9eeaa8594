"""One agency asks another to help a person, who agreed to what is shared; and what comes back."""
