"""Coming in, and who is here: welcome, invitations, requests for access, the list of users."""
