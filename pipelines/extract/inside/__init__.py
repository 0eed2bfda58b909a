"""Files inside files: archives, mails and attachments."""
