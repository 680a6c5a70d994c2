"""What programs of others say of the files that Presswork writes."""
