"""Questions of forms and tenders, and what stands as their answers."""
